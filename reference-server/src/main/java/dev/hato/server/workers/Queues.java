package dev.hato.server.workers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The queues of the server and how many of their jobs run at once, the most urgent first. */
public final class Queues {
  /** What local people wait for. */
  public static final String DEFAULT = "default";

  /** Feeds, and the spreading of one activity to its inboxes. */
  public static final String FANOUT = "fanout";

  /** Sending of activities to other servers. */
  public static final String DELIVER = "deliver";

  /** What other servers sent. */
  public static final String INGRESS = "ingress";

  /** Fetching of remote things. */
  public static final String PULL = "pull";

  /** Pictures. */
  public static final String MEDIA = "media";

  public static final String MAIL = "mail";

  /** Deletions, which must never take the database from the people who use it. */
  public static final String PURGE = "purge";

  /** Work for nobody in particular, which gives way to people: down to one job at a time. */
  static final Set<String> YIELDING = Set.of(PULL, PURGE);

  private static final Map<String, Integer> CONCURRENCY = new LinkedHashMap<>();

  static {
    CONCURRENCY.put(DEFAULT, 8);
    CONCURRENCY.put(FANOUT, 4);
    CONCURRENCY.put(DELIVER, 64);
    CONCURRENCY.put(INGRESS, 8);
    CONCURRENCY.put(PULL, 8);
    CONCURRENCY.put(MEDIA, 2);
    CONCURRENCY.put(MAIL, 2);
    CONCURRENCY.put(PURGE, 4);
  }

  private Queues() {}

  /** Every queue with its concurrency, changed where the configuration says so. */
  public static Map<String, Integer> with(Map<String, Integer> configured) {
    Map<String, Integer> queues = new LinkedHashMap<>(CONCURRENCY);
    queues.putAll(configured);
    return queues;
  }

  public static boolean isKnown(String queue) {
    return CONCURRENCY.containsKey(queue);
  }
}
