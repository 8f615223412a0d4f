/** What a job store implements. */
@NullMarked
package dev.hato.jobs.spi;

import org.jspecify.annotations.NullMarked;
