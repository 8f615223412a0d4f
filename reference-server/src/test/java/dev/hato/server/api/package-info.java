/** The Mastodon API over real sockets, as clients use it and as they get it wrong. */
@NullMarked
package dev.hato.server.api;

import org.jspecify.annotations.NullMarked;
