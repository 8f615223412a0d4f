/** Timelines: which statuses stand on which list, for whom. */
@NullMarked
package dev.hato.storage.timelines;

import org.jspecify.annotations.NullMarked;
