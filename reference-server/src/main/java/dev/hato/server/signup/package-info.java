/** Joining and logging in: set-up link, sign-up with approval, passwords, log-in and log-out. */
@NullMarked
package dev.hato.server.signup;

import org.jspecify.annotations.NullMarked;
