/** What we send: activities stored once, fanned out and delivered by durable jobs. */
@NullMarked
package dev.hato.activitypub.outbox;

import org.jspecify.annotations.NullMarked;
