package dev.hato.server.plug;

import dev.hato.activitypub.inbox.InboxHandler;
import dev.hato.activitypub.vocab.Activity;

/** A class of received activities and what is done with them. */
public record ActivityBinding<T extends Activity>(Class<T> type, InboxHandler<T> handler) {}
