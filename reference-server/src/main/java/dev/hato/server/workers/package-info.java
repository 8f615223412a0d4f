/** Runs the jobs that features registered. */
@NullMarked
package dev.hato.server.workers;

import org.jspecify.annotations.NullMarked;
