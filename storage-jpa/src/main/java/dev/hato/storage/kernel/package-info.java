/**
 * What every repository is made of and knows no feature: scope, SQL, pages, ids, dialect.
 *
 * <p>How a repository is made: writes that carry rules go through an {@code XEntity}; set-based
 * writes and all reads go through {@link dev.hato.storage.kernel.Sql}, on the same connection, and
 * give public records. So nothing is ever read from a stale persistence context, every list is one
 * statement, and no entity leaves its package.
 */
@NullMarked
package dev.hato.storage.kernel;

import org.jspecify.annotations.NullMarked;
