/** Ports kept in memory: for embedders that begin, and for tests. */
@NullMarked
package dev.hato.activitypub.memory;

import org.jspecify.annotations.NullMarked;
