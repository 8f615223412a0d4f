/** Hashtags and which statuses carry them. */
@NullMarked
package dev.hato.storage.tags;

import org.jspecify.annotations.NullMarked;
