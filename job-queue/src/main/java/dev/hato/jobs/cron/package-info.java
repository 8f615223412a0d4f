/**
 * Recurring jobs by cron expression; needs the optional library {@code com.cronutils:cron-utils}.
 */
@NullMarked
package dev.hato.jobs.cron;

import org.jspecify.annotations.NullMarked;
