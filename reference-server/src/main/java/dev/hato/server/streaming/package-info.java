/** Streams to clients: a bus of events, a hub of sockets, WebSocket and server-sent events. */
@NullMarked
package dev.hato.server.streaming;

import org.jspecify.annotations.NullMarked;
