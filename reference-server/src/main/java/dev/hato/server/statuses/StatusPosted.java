package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;
import dev.hato.storage.Tx;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import java.util.Collection;

/**
 * A post is new here.
 *
 * @param local written here; otherwise sent to us from elsewhere
 * @param awaited whether somebody is named in it, or asked to be told of its author's posts
 */
public record StatusPosted(long statusId, boolean local, boolean awaited) implements Event {

  static StatusPosted of(Tx tx, Status status, Collection<Mention> mentions) {
    boolean awaited =
        mentions.stream().anyMatch(mention -> !mention.silent())
            || tx.follows().isAwaited(status.accountId());
    return new StatusPosted(status.id(), status.local(), awaited);
  }
}
