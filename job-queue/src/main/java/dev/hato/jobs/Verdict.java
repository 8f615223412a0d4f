package dev.hato.jobs;

import java.time.Duration;

/** What a worker does with a job that it holds. */
sealed interface Verdict {
  /** The handler did its work. */
  record Complete(Duration took) implements Verdict {}

  /** The handler dropped it. */
  record Drop(String why) implements Verdict {}

  /** It is tried again. */
  record Again(Duration after, String why, boolean crash) implements Verdict {}

  /** No handler here knows its type; it is tried again, perhaps by a newer program. */
  record Unknown(Duration after) implements Verdict {}

  /** It is given up and kept. */
  record Bury(String why) implements Verdict {}
}
