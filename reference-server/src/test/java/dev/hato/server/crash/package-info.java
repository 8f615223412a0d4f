/** The whole server in a process of its own, ended at bad moments while people use it. */
@NullMarked
package dev.hato.server.crash;

import org.jspecify.annotations.NullMarked;
