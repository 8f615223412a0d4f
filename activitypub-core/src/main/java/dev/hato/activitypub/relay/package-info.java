/** Taking part in relays: following one, and knowing what it passes on. */
@NullMarked
package dev.hato.activitypub.relay;

import org.jspecify.annotations.NullMarked;
