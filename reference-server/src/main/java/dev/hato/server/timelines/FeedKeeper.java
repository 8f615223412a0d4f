package dev.hato.server.timelines;

import dev.hato.server.relationships.Blocked;
import dev.hato.server.relationships.Followed;
import dev.hato.server.relationships.Muted;
import dev.hato.server.relationships.Unfollowed;
import dev.hato.server.statuses.StatusBoosted;
import dev.hato.server.statuses.StatusDeleted;
import dev.hato.server.statuses.StatusPosted;
import dev.hato.server.statuses.StatusUnboosted;
import dev.hato.storage.Transactions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;

/**
 * Keeps the home feeds in step with what happens: who gets a status is one query, however many
 * follow. Repeats change nothing.
 */
final class FeedKeeper {
  private static final Duration ACTIVE = Duration.ofDays(7);

  private final Transactions transactions;
  private final HomeFeeds feeds;
  private final InstantSource clock;

  FeedKeeper(Transactions transactions, HomeFeeds feeds, InstantSource clock) {
    this.transactions = transactions;
    this.feeds = feeds;
    this.clock = clock;
  }

  /** Puts a status into the feeds of those who get it, and gives those who now see it. */
  List<Long> posted(StatusPosted event) {
    return spread(event.statusId(), event.statusId());
  }

  /** As {@link #posted} for a boost. */
  List<Long> boosted(StatusBoosted event) {
    return spread(event.boostId(), event.statusId());
  }

  void deleted(StatusDeleted event) {
    feeds.remove(event.statusId());
  }

  void unboosted(StatusUnboosted event) {
    feeds.remove(event.boostId());
  }

  void followed(Followed event) {
    feeds.forget(event.accountId());
  }

  void unfollowed(Unfollowed event) {
    feeds.forget(event.accountId());
  }

  void blocked(Blocked event) {
    feeds.forget(event.accountId());
    feeds.forget(event.targetId());
  }

  void muted(Muted event) {
    feeds.forget(event.accountId());
  }

  /** The local people into whose feeds a status goes. */
  List<Long> recipients(long id) {
    return transactions.read(tx -> tx.homeFeeds().recipients(id, clock.instant().minus(ACTIVE)));
  }

  private List<Long> spread(long id, long original) {
    return recipients(id).stream().filter(account -> feeds.push(account, id, original)).toList();
  }
}
