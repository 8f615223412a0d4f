package dev.hato.server.timelines;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.timelines.FeedEntry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The home feeds of the people who are here, in memory. A feed is built from the database when it
 * is asked for first, kept up by the fan-out, and forgotten after a day without a look; losing it
 * loses nothing. Thread-safe.
 *
 * <p>Memory: 16 bytes a line, {@value Feed#MOST} lines a feed, {@value #MOST_FEEDS} feeds: 128 MB
 * at the very most.
 */
final class HomeFeeds {
  private static final int MOST_FEEDS = 10_000;
  private static final int FIRST = 400;

  private final Transactions transactions;
  private final Cache<Long, Feed> feeds =
      Caffeine.newBuilder().maximumSize(MOST_FEEDS).expireAfterAccess(Duration.ofDays(1)).build();

  public HomeFeeds(Transactions transactions) {
    this.transactions = transactions;
  }

  /** A page of ids, newest first; older than the feed itself comes from the database. */
  List<Long> page(long accountId, Page page) {
    Feed feed = feed(accountId);
    long[] ids = feed.ids();
    List<Long> found = page.minId().isPresent() ? above(ids, page) : below(ids, page);
    if (found.size() == page.limit() || page.minId().isPresent() || feed.isWhole()) {
      return found;
    }
    return transactions.read(tx -> tx.homeFeeds().rebuild(accountId, page)).stream()
        .map(FeedEntry::id)
        .toList();
  }

  /** Puts a status into a feed that is in memory; whether it is shown there now. */
  boolean push(long accountId, long id, long original) {
    return loaded(accountId).map(feed -> feed.push(id, original)).orElse(true);
  }

  /** Takes a status out of every feed. */
  void remove(long status) {
    feeds.asMap().values().forEach(feed -> feed.remove(status));
  }

  /** Has a feed built anew, because whom it shows has changed. */
  void forget(long accountId) {
    feeds.invalidate(accountId);
  }

  private Optional<Feed> loaded(long accountId) {
    return Optional.ofNullable(feeds.getIfPresent(accountId));
  }

  private Feed feed(long accountId) {
    return feeds.get(accountId, id -> transactions.read(tx -> build(tx, id)));
  }

  private static Feed build(Tx tx, long accountId) {
    List<FeedEntry> entries = tx.homeFeeds().rebuild(accountId, Page.first(FIRST));
    return Feed.of(entries, entries.size() < FIRST);
  }

  private static List<Long> below(long[] ids, Page page) {
    long max = page.maxId().orElse(Long.MAX_VALUE);
    long since = page.sinceId().orElse(0);
    List<Long> found = new ArrayList<>(page.limit());
    for (int i = 0; i < ids.length && found.size() < page.limit() && ids[i] > since; i++) {
      if (ids[i] < max) {
        found.add(ids[i]);
      }
    }
    return found;
  }

  /** The lines right above an id. */
  private static List<Long> above(long[] ids, Page page) {
    long min = page.minId().orElse(0);
    long max = page.maxId().orElse(Long.MAX_VALUE);
    List<Long> found = new ArrayList<>(page.limit());
    for (int i = ids.length - 1; i >= 0 && found.size() < page.limit(); i--) {
      if (ids[i] > min && ids[i] < max) {
        found.addFirst(ids[i]);
      }
    }
    return found;
  }
}
