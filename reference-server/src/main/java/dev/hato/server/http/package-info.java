/** From a socket to a route handler and back: routing, parameters, limits, errors, headers. */
@NullMarked
package dev.hato.server.http;

import org.jspecify.annotations.NullMarked;
