package dev.hato.activitypub.inbox;

import dev.hato.activitypub.internal.Subject;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A delivery on its way through the gates, and what they have found out about it. */
final class Passage {
  private final Inbound inbound;
  private final RepeatKey repeats;
  private byte[] body;
  private @Nullable Activity activity;
  private @Nullable Iri signer;
  private @Nullable Iri forwarder;

  Passage(Inbound inbound) {
    this(inbound, RepeatKey.PER_INBOX);
  }

  Passage(Inbound inbound, RepeatKey repeats) {
    this.inbound = inbound;
    this.repeats = repeats;
    this.body = inbound.body();
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

  /** Who owns the key of the signature or proof; known behind the {@link SignatureGate}. */
  Iri signer() {
    if (signer == null) {
      throw new IllegalStateException("no gate before this one verifies the signature");
    }
    return signer;
  }

  /** The activity was forwarded: its author and its text are those of the proof that it carries. */
  void provenBy(Iri author, Activity proven, byte[] bytes) {
    this.forwarder = signer();
    this.signer = author;
    this.activity = proven;
    this.body = bytes;
  }

  /** Who passed the activity on, if that was somebody else than its author. */
  Optional<Iri> forwarder() {
    return Optional.ofNullable(forwarder);
  }

  /** The verified text: the bytes that came, or what the proof of a forwarded activity covers. */
  byte[] body() {
    return body;
  }

  /** By what a repeat is known, from the id, or the bytes of an activity without one. */
  String key() {
    String id = activity().id().map(Iri::value).orElseGet(() -> "sha-256:" + Subject.sha256(body));
    return repeats.of(new RepeatKey.Arrival(id, activity(), inbound.recipient()));
  }
}
