/** Who is told what: rows made by subscribers, the entity that clients see. */
@NullMarked
package dev.hato.server.notifications;

import org.jspecify.annotations.NullMarked;
