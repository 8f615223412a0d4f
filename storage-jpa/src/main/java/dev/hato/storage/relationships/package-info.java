/** Who follows, blocks and mutes whom. */
@NullMarked
package dev.hato.storage.relationships;

import org.jspecify.annotations.NullMarked;
