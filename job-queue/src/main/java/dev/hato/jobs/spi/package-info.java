/** What a job store implements; knows neither queues nor workers. */
@NullMarked
package dev.hato.jobs.spi;

import org.jspecify.annotations.NullMarked;
