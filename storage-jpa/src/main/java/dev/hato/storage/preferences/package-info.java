/** What people's clients remember here: how far they have read. */
@NullMarked
package dev.hato.storage.preferences;

import org.jspecify.annotations.NullMarked;
