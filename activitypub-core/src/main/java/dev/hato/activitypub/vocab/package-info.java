/** ActivityStreams 2.0 documents as typed views that lose nothing. */
@NullMarked
package dev.hato.activitypub.vocab;

import org.jspecify.annotations.NullMarked;
