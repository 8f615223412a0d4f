package dev.hato.activitypub.inbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import org.jspecify.annotations.Nullable;

/** A delivery on its way through the gates, and what they have found out about it. */
final class Passage {
  private final Inbound inbound;
  private @Nullable Activity activity;
  private @Nullable Iri signer;

  Passage(Inbound inbound) {
    this.inbound = inbound;
  }

  Inbound inbound() {
    return inbound;
  }

  void parsed(Activity read) {
    this.activity = read;
  }

  /** What was read; known behind the {@link ParseGate}. */
  Activity activity() {
    if (activity == null) {
      throw new IllegalStateException("no gate before this one reads the activity");
    }
    return activity;
  }

  /** The only actor of the activity; known behind the {@link ParseGate}. */
  Iri actor() {
    return activity().actor().orElseThrow();
  }

  void signedBy(Iri actor) {
    this.signer = actor;
  }

  /** Who owns the key of the signature; known behind the {@link SignatureGate}. */
  Iri signer() {
    if (signer == null) {
      throw new IllegalStateException("no gate before this one verifies the signature");
    }
    return signer;
  }

  /** By what a repeat is known: the id, or the bytes of an activity without one. */
  String key() {
    return key(activity(), inbound.body());
  }

  static String key(Activity activity, byte[] body) {
    return activity.id().map(Iri::value).orElseGet(() -> "sha-256:" + Subject.sha256(body));
  }
}
