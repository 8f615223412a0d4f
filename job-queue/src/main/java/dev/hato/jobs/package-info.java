/** Durable background jobs. */
@NullMarked
package dev.hato.jobs;

import org.jspecify.annotations.NullMarked;
