/**
 * What joins the ActivityPub library to this server: its addresses, the routes, the ports over
 * storage.
 */
@NullMarked
package dev.hato.server.federation;

import org.jspecify.annotations.NullMarked;
