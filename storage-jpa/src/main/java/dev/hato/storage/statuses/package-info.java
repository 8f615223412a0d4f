/** Statuses: what was said, who may see it, and what people did with it. */
@NullMarked
package dev.hato.storage.statuses;

import org.jspecify.annotations.NullMarked;
