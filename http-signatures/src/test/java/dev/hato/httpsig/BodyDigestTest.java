package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyDigestTest {
  private static final byte[] BODY = "{\"hello\": \"world\"}".getBytes(UTF_8);

  /** The hash of the example of RFC 9530 §2 and draft-cavage. */
  private static final String HASH = "X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=";

  @Test
  void bothHeadersCarrySha256() {
    assertThat(BodyDigest.digestHeader(BODY)).isEqualTo("SHA-256=" + HASH);
    assertThat(BodyDigest.contentDigestHeader(BODY)).isEqualTo("sha-256=:" + HASH + ":");
  }

  @ParameterizedTest
  @ValueSource(strings = {"SHA-256=", "sha-256=", "SHA-512=AAAA, SHA-256=", "MD5=x,Sha-256="})
  void aDigestMayStandBesideOthers(String before) {
    assertThat(BodyDigest.matchesDigest(before + HASH, BODY)).isTrue();
    assertThat(BodyDigest.matchesDigest(before + HASH, new byte[0])).isFalse();
  }

  @Test
  void aContentDigestIsAByteSequence() {
    assertThat(BodyDigest.matchesContentDigest("md5=:AA==:, sha-256=:" + HASH + ":", BODY))
        .isTrue();
    assertThat(BodyDigest.matchesContentDigest("sha-512=:AA==:, sha-256=:" + HASH + ":", BODY))
        .isFalse();
    assertThat(BodyDigest.matchesContentDigest("md5=:AA==:", BODY)).isFalse();
    assertThat(BodyDigest.matchesContentDigest("sha-256=" + HASH, BODY)).isFalse();
    assertThat(BodyDigest.matchesContentDigest("sha-256=::", BODY)).isFalse();
    assertThat(BodyDigest.matchesContentDigest("sha-256=:", BODY)).isFalse();
    assertThat(BodyDigest.matchesContentDigest("sha-256=:" + HASH + ":", new byte[0])).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "=", ",", "SHA-256", "SHA-256=", "SHA-256=%", "SHA-512=AAAA"})
  void nonsenseMatchesNothing(String header) {
    assertThat(BodyDigest.matchesDigest(header, BODY)).isFalse();
    assertThat(BodyDigest.matchesContentDigest(header, BODY)).isFalse();
  }
}
