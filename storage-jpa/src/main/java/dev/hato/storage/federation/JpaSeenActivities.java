package dev.hato.storage.federation;

import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.jobs.Job;
import dev.hato.storage.jobs.JpaJobStore;
import dev.hato.storage.kernel.GroupCommit;
import dev.hato.storage.kernel.TxRunner;
import dev.hato.storage.kernel.TxScope;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which inbound activities were accepted: the key and its job are one commit. Thread-safe. */
public final class JpaSeenActivities implements SeenActivities {
  private final TxRunner transactions;
  private final JpaJobStore jobs;
  private final GroupCommit<Arrival, Boolean> arrivals = new GroupCommit<>(this::acceptAll);

  private record Arrival(String hash, Instant at, Job<?> job) {}

  public JpaSeenActivities(TxRunner transactions, JpaJobStore jobs) {
    this.transactions = transactions;
    this.jobs = jobs;
  }

  @Override
  public boolean contains(String key) {
    String hash = hash(key);
    return transactions.read(
        scope -> scope.sql().exists("select 1 from seen_activities where activity_hash = ?", hash));
  }

  /** Callers that come while another one writes share the next commit. */
  @Override
  public boolean accept(String key, Instant at, Job<?> job) {
    return arrivals.add(new Arrival(hash(key), at, job));
  }

  private List<Boolean> acceptAll(List<Arrival> all) {
    return transactions.write(
        scope -> {
          Set<String> fresh = remember(scope, all);
          List<Job<?>> accepted = new ArrayList<>();
          List<Boolean> answers = new ArrayList<>();
          for (Arrival arrival : all) {
            boolean first = fresh.remove(arrival.hash());
            answers.add(first);
            if (first) {
              accepted.add(arrival.job());
            }
          }
          jobs.queueOf(scope).enqueueAll(accepted);
          return answers;
        });
  }

  /** Gives those that were not there; in one order, so that processes do not wait in a circle. */
  private static Set<String> remember(TxScope scope, List<Arrival> all) {
    Instant at = all.getLast().at();
    List<String> hashes = all.stream().map(Arrival::hash).distinct().sorted().toList();
    return switch (scope.dialect()) {
      case POSTGRESQL ->
          new HashSet<>(
              scope
                  .sql()
                  .list(
                      "insert into seen_activities (activity_hash, seen_at)"
                          + " select hash, ? from unnest(?) hash"
                          + " on conflict do nothing returning activity_hash",
                      row -> row.text("activity_hash"),
                      at,
                      hashes));
      case H2 ->
          hashes.stream()
              .filter(
                  hash ->
                      scope
                              .sql()
                              .update(
                                  "insert into seen_activities (activity_hash, seen_at)"
                                      + " values (?, ?) on conflict do nothing",
                                  hash,
                                  at)
                          > 0)
              .collect(Collectors.toCollection(HashSet::new));
    };
  }

  /** Forgets what was accepted before a time; the answer is how many. */
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
