/** Real databases for tests, of this module and of those above it. */
@NullMarked
package dev.hato.storage.testkit;

import org.jspecify.annotations.NullMarked;
