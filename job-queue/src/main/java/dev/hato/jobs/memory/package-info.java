/** The in-memory job store. */
@NullMarked
package dev.hato.jobs.memory;

import org.jspecify.annotations.NullMarked;
