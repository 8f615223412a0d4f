/** The job store of one process, lost with it. */
@NullMarked
package dev.hato.jobs.memory;

import org.jspecify.annotations.NullMarked;
