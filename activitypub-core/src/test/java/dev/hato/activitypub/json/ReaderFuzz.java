package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hato.activitypub.json.ReadResult.Read;
import dev.hato.activitypub.proof.ProofVerdict;
import dev.hato.activitypub.proof.ProofVerifier;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyLookup;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Any bytes at all: reading gives a document or a reason and never an exception. {@code build/fuzz}
 * runs it.
 */
class ReaderFuzz {
  private static final ProofVerifier VERIFIER =
      new ProofVerifier(
          (key, refresh) -> new KeyLookup.Gone("no keys here"),
          InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z")));

  @FuzzTest
  void readingGivesADocumentOrAReason(byte[] bytes) {
    if (ApReader.standard().read(bytes) instanceof Read read) {
      ViewWalk.everyAccessorOf(read.object());
      Read again = (Read) ApReader.standard().read(ApWriter.write(read.object()));
      assertThat(again.object().types()).isEqualTo(read.object().types());
      assertThat(again.object().id()).isEqualTo(read.object().id());
    }
  }

  @FuzzTest
  void signedOrNotNothingIsProvenWithoutAKey(byte[] bytes) {
    if (ApReader.standard().readAsItIs(bytes) instanceof Read read) {
      ApObject document = read.object();
      assertThat(VERIFIER.verify(document)).isNotInstanceOf(ProofVerdict.Proven.class);
      LinkedData.of(document.json())
          .ifPresent(
              data -> {
                data.canonical();
                ApReader.standard().read(ApWriter.write(ApObject.of(data.covered())));
              });
    }
  }
}
