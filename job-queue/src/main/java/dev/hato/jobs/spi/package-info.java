/** What a job store implements. It knows neither queues nor workers. */
@NullMarked
package dev.hato.jobs.spi;

import org.jspecify.annotations.NullMarked;
