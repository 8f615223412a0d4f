/** What the administrators of this server have set. */
@NullMarked
package dev.hato.storage.instance;

import org.jspecify.annotations.NullMarked;
