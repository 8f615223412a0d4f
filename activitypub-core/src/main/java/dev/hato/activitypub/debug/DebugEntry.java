package dev.hato.activitypub.debug;

import java.time.Instant;
import java.util.List;

/**
 * One thing that a federation did. All texts are cut to their limits, and may hold anything that
 * others have sent.
 *
 * @param at when it ended
 * @param kind what it was
 * @param what in a few words: a request line, a delivery, a route
 * @param outcome how it ended, and why
 * @param failed whether that is a failure
 * @param evidence further lines
 */
public record DebugEntry(
    Instant at, Kind kind, String what, String outcome, boolean failed, List<String> evidence) {
  private static final int LONGEST_TEXT = 400;
  private static final int MOST_LINES = 30;

  /** The sorts of things. */
  public enum Kind {
    /** A POST to an inbox of ours. */
    INBOX,
    /** An attempt to deliver to an inbox of others. */
    DELIVERY,
    /** A request of ours, with its answer. */
    REQUEST,
    /** Anything else that the federation did. */
    OPERATION
  }

  /** Cuts what is too long. */
  public DebugEntry {
    what = cut(what);
    outcome = cut(outcome);
    evidence = evidence.stream().limit(MOST_LINES).map(DebugEntry::cut).toList();
  }

  private static String cut(String text) {
    return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
  }
}
