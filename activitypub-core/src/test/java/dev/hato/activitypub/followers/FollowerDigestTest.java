package dev.hato.activitypub.followers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FollowerDigestTest {
  private static final Iri BOB = Iri.parse("https://testing.example.org/users/1");
  private static final Iri CAROL = Iri.parse("https://testing.example.org/users/2");
  private static final String DIGEST =
      "c33f48cd341ef046a206b8a72ec97af65079f9a3a9b90eef79c5920dce45c61f";

  /** The example of FEP-8fcf. */
  @Test
  void theExampleOfTheProposalHasItsDigest() {
    assertThat(FollowerDigest.of(List.of(BOB, CAROL))).isEqualTo(DIGEST);
  }

  @Test
  void orderAndRepeatsDoNotMatter() {
    assertThat(FollowerDigest.of(List.of(CAROL, BOB, CAROL))).isEqualTo(DIGEST);
    assertThat(FollowerDigest.of(List.of(BOB))).isNotEqualTo(DIGEST);
    assertThat(FollowerDigest.of(List.of())).isEqualTo("0".repeat(64));
  }

  @Test
  void aHeaderIsReadAsItWasWritten() {
    var header =
        new SynchronizationHeader(
            Iri.parse("https://social.example.org/users/1/followers"),
            Iri.parse("https://social.example.org/users/1/followers_synchronization"),
            DIGEST);
    assertThat(SynchronizationHeader.parse(header.write())).contains(header);
    assertThat(
            SynchronizationHeader.parse(
                "digest=\"%s\",url=\"https://a.example/p\" ,\tcollectionId=\"https://a.example/c\""
                    .formatted(DIGEST.toUpperCase(java.util.Locale.ROOT))))
        .contains(
            new SynchronizationHeader(
                Iri.parse("https://a.example/c"), Iri.parse("https://a.example/p"), DIGEST));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "collectionId",
        "collectionId=\"https://a.example/c\"",
        "collectionId=\"https://a.example/c\", url=\"https://a.example/p\", digest=\"12\"",
        "collectionId=\"https://a.example/c\" url=\"https://a.example/p\", digest=\"D\"",
        "collectionId=\"https://a.example/c\", url=\"did:a:b\", digest=\"D\"",
        "collectionId=\"https://a.example/c\", url=\"https://a.example/p\", digest=\"D\", digest=\"D\"",
        "collectionId=\"https://a.example/c\", url=\"https://a.example/p\", digest=\"D",
        "collectionId=\"https://a.example/c\", url=\"https://a.example/p\", digest=\"D\", more"
      })
  void anyOtherTextIsNoHeader(String text) {
    assertThat(SynchronizationHeader.parse(text.replace("D", DIGEST))).isEmpty();
  }

  @Test
  void aLongTextIsNoHeader() {
    assertThat(SynchronizationHeader.parse("a=\"b\",".repeat(100_000))).isEmpty();
  }
}
