/** What peers send: the gates between an HTTP request and a handler. */
@NullMarked
package dev.hato.activitypub.inbox;

import org.jspecify.annotations.NullMarked;
