/** Durable jobs in the same database and transaction as the data that they belong to. */
@NullMarked
package dev.hato.storage.jobs;

import org.jspecify.annotations.NullMarked;
