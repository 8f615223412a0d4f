/** Collections that we serve: sources, cursors and pages. */
@NullMarked
package dev.hato.activitypub.collections;

import org.jspecify.annotations.NullMarked;
