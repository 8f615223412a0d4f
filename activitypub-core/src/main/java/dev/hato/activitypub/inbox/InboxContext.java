package dev.hato.activitypub.inbox;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;

/**
 * What a handler knows beside the activity. Its type is not sealed to this library: tests of an
 * application construct it.
 *
 * @param signer the verified actor: owner of the key that signed the delivery, or that made the
 *     proof of a forwarded activity
 * @param recipient identifier of the local actor whose inbox it came to; empty for the shared inbox
 * @param remote fetches from other servers
 * @param budget what the handling of this one activity may fetch in all
 * @param text the very text that was verified, for {@link
 *     dev.hato.activitypub.outbox.Outbox#forward}
 * @param forwarder the verified actor that passed the activity on, where that was not the signer: a
 *     relay, or the author of a thread
 */
public record InboxContext(
    Iri signer,
    Optional<String> recipient,
    RemoteObjects remote,
    FetchBudget budget,
    String text,
    Optional<Iri> forwarder) {
  /** The context of an activity that is not passed on. */
  public InboxContext(
      Iri signer, Optional<String> recipient, RemoteObjects remote, FetchBudget budget) {
    this(signer, recipient, remote, budget, "");
  }

  /** The context of an activity that its own actor sent. */
  public InboxContext(
      Iri signer,
      Optional<String> recipient,
      RemoteObjects remote,
      FetchBudget budget,
      String text) {
    this(signer, recipient, remote, budget, text, Optional.empty());
  }
}
