/** Posts and boosts: writing, reading, marking and federating them. */
@NullMarked
package dev.hato.server.statuses;

import org.jspecify.annotations.NullMarked;
