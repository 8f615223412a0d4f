/** The database: pool, schema, and transactions that give the repositories of every feature. */
@NullMarked
package dev.hato.storage;

import org.jspecify.annotations.NullMarked;
