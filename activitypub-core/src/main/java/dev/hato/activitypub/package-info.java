/** ActivityPub: the entry points. */
@NullMarked
package dev.hato.activitypub;

import org.jspecify.annotations.NullMarked;
