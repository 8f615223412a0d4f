package dev.hato.activitypub.outbox;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.proof.IntegrityProofs;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SigningKey;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Puts an integrity proof (FEP-8b32) into what goes out, when its actor has a key for it: then
 * whoever gets it may pass it on. Only into what is public: a proof cannot be denied later. Made
 * when an activity is sent, so that the key is never copied.
 */
final class Proving {
  private final ApReader reader = ApReader.newBuilder().maxTokens(Integer.MAX_VALUE).build();
  private final LocalActors actors;
  private final InstantSource clock;

  Proving(LocalActors actors, InstantSource clock) {
    this.actors = actors;
    this.clock = clock;
  }

  /** The activity with a proof; as it is when it is not the sender's own, or not to be proven. */
  byte[] prove(byte[] activity, Iri sender) {
    Optional<SigningKey> key = actors.proofKey(sender);
    if (key.isEmpty()
        || !(reader.readAsItIs(activity) instanceof ReadResult.Read read)
        || !isProvable(read.object(), sender)) {
      return activity;
    }
    return ApWriter.write(IntegrityProofs.sign(read.object(), key.get(), clock.instant()));
  }

  private static boolean isProvable(ApObject activity, Iri sender) {
    return activity.isPublic()
        && activity.iri("actor").filter(sender::equals).isPresent()
        && activity.value("proof").isEmpty()
        && activity.value("signature").isEmpty();
  }
}
