package dev.hato.storage.federation;

import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.storage.kernel.TxRunner;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;

/** Which inbound activities were handled. Thread-safe. */
public final class JpaSeenActivities implements SeenActivities {
  private final TxRunner transactions;

  public JpaSeenActivities(TxRunner transactions) {
    this.transactions = transactions;
  }

  @Override
  public boolean contains(String key) {
    String hash = hash(key);
    return transactions.read(
        scope -> scope.sql().exists("select 1 from seen_activities where activity_hash = ?", hash));
  }

  @Override
  public void add(String key, Instant at) {
    String hash = hash(key);
    int unused =
        transactions.write(
            scope ->
                scope
                    .sql()
                    .update(
                        "insert into seen_activities (activity_hash, seen_at) values (?, ?)"
                            + " on conflict do nothing",
                        hash,
                        at));
  }

  /** Forgets what was handled before a time; the answer is how many. */
  public int removeOlderThan(Instant time) {
    return transactions.write(
        scope -> scope.sql().update("delete from seen_activities where seen_at < ?", time));
  }

  private static String hash(String key) {
    try {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(sha.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
