/** The database: pool, transactions, migrations, ids. */
@NullMarked
package dev.hato.storage;

import org.jspecify.annotations.NullMarked;
