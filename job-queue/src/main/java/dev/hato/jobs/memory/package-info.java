/** The in-memory job store. It serves one process and is lost with it. */
@NullMarked
package dev.hato.jobs.memory;

import org.jspecify.annotations.NullMarked;
