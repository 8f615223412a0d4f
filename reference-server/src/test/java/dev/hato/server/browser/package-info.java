/** The pages in a real browser: people set up, sign up, log in, authorize, read. */
@NullMarked
package dev.hato.server.browser;

import org.jspecify.annotations.NullMarked;
