package dev.hato.activitypub;

import dev.hato.activitypub.vocab.Iri;

/** What became of an activity that a client posted. */
public sealed interface OutboxAnswer {
  /** 201: it happened, under this id. */
  record Created(Iri id) implements OutboxAnswer {}

  /**
   * Nothing happened.
   *
   * @param status a client error, 400 to 499
   * @param reason one sentence for the person
   */
  record Refused(int status, String reason) implements OutboxAnswer {
    /** Refuses a status that is no client error. */
    public Refused {
      if (status < 400 || status > 499) {
        throw new IllegalArgumentException("a refusal is a client error, and not " + status);
      }
    }
  }
}
