package dev.hato.webfinger;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;

/**
 * What others send to WebFinger, and answer by it: read, or empty, and never an exception. {@code
 * build/fuzz} runs it.
 */
class IdentifierFuzz {
  @FuzzTest
  void aHandleIsReadOrRefused(byte[] bytes) {
    String text = new String(bytes, StandardCharsets.UTF_8);
    Acct.parse(text).ifPresent(acct -> assertThat(Acct.parse(acct.uri())).contains(acct));
    Acct.normalHost(text).ifPresent(host -> assertThat(Acct.normalHost(host)).contains(host));
  }

  @FuzzTest
  void aResourceDescriptorIsReadOrRefused(byte[] bytes) {
    Jrd.parse(bytes)
        .ifPresent(
            jrd -> {
              Jrd again = Jrd.parse(jrd.toJson()).orElseThrow();
              assertThat(again.actor()).isEqualTo(jrd.actor());
              assertThat(again.aliases()).isEqualTo(jrd.aliases());
            });
  }
}
