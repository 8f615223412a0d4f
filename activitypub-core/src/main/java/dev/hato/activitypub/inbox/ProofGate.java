package dev.hato.activitypub.inbox;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.proof.ProofUse;
import dev.hato.activitypub.proof.ProofVerdict;
import dev.hato.activitypub.proof.ProofVerifier;
import dev.hato.activitypub.spi.SeenActivities;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;

/**
 * Lets a forwarded activity in: one that somebody else signed over HTTP, and its actor inside of
 * the document. Mastodon forwards replies so, with the bytes as it got them.
 *
 * <p>From here on the activity is the one that the proof covers, and no longer what came. A proof
 * that proves nothing is answered with 202, which makes honest forwarders stop instead of trying
 * again; it is looked at only when the activity was not accepted before.
 */
final class ProofGate implements Gate {
  private final ApReader reader;
  private final Proofs proofs;
  private final SeenActivities seen;

  /**
   * What judges proofs.
   *
   * @param verifier says whether one holds
   * @param use for which it must be meant
   * @param authors say whose it is
   */
  record Proofs(ProofVerifier verifier, ProofUse use, ProofAuthors authors) {}

  ProofGate(ApReader reader, Proofs proofs, SeenActivities seen) {
    this.reader = reader;
    this.proofs = proofs;
    this.seen = seen;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    ApObject read = passage.activity();
    boolean forwarded =
        !passage.signer().equals(passage.actor())
            && (read.value("signature").isPresent() || read.value("proof").isPresent());
    if (!forwarded) {
      return Gate.pass();
    }
    if (seen.contains(passage.key())) {
      return Gate.ignore("accepted before");
    }
    return switch (verify(passage.body())) {
      case ProofVerdict.Proven proven -> accept(passage, proven);
      case ProofVerdict.Unproven unproven -> Gate.ignore("a forwarded activity without a proof");
      case ProofVerdict.Refused refused ->
          refused.reason() == ProofVerdict.Reason.KEY_UNREACHABLE
              ? Gate.refuse(503, "The proof is not accepted: " + refused.detail())
              : Gate.ignore("a forwarded activity, its proof not accepted: " + refused.detail());
    };
  }

  private ProofVerdict verify(byte[] body) {
    return switch (reader.readAsItIs(body)) {
      case ReadResult.Read read -> proofs.verifier().verify(read.object(), proofs.use());
      case ReadResult.Unreadable unreadable -> new ProofVerdict.Unproven();
    };
  }

  /**
   * What was proven is written, and what was written is read: one document for all that follows.
   */
  private Optional<InboxVerdict> accept(Passage passage, ProofVerdict.Proven proven) {
    byte[] bytes = ApWriter.write(proven.document());
    if (reader.read(bytes) instanceof ReadResult.Read read
        && read.object() instanceof Activity activity
        && ParseGate.objection(activity).isEmpty()
        && activity.types().size() == 1) {
      Iri actor = activity.actor().orElseThrow();
      return switch (proofs.authors().isBy(actor, proven.key())) {
        case YES -> {
          passage.provenBy(actor, activity, bytes);
          yield Gate.pass();
        }
        case NO -> Gate.ignore("a forwarded activity, its proof not by its actor");
        case UNKNOWN -> Gate.refuse(503, "The actor of the proof cannot be fetched now");
      };
    }
    return Gate.ignore("a forwarded activity, its proof not by its actor");
  }
}
