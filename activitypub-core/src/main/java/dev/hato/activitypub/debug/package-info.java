/** A page for developers: what came in and what went out lately, and why it ended as it did. */
@NullMarked
package dev.hato.activitypub.debug;

import org.jspecify.annotations.NullMarked;
