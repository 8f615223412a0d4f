package dev.hato.server.instance;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import dev.hato.storage.Transactions;
import java.time.Duration;
import java.time.InstantSource;

/** How many people, posts and known servers there are; counted at most once in five minutes. */
public final class InstanceNumbers {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final LoadingCache<Boolean, Counted> counted;

  /** The numbers at one time. */
  public record Counted(long users, long statuses, long domains, long active) {}

  public InstanceNumbers(Transactions transactions, InstantSource clock, Duration activeWithin) {
    this.counted =
        Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumSize(1)
            .build(
                _ ->
                    transactions.read(
                        tx ->
                            new Counted(
                                tx.users().count(),
                                tx.accounts().localStatuses(),
                                tx.accounts().domains(),
                                tx.users().countActiveSince(clock.instant().minus(activeWithin)))));
  }

  public Counted counted() {
    return counted.get(true);
  }
}
