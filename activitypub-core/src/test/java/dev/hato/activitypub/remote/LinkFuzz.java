package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.Exchange.Answered;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * What any page and any {@code Link} header may hold: an address that can be dialled, or none, and
 * never an exception. {@code build/fuzz} runs it.
 */
class LinkFuzz {
  private static final String ADDRESS = "https://evil.test/a/page?b#c";

  @FuzzTest
  void aPageGivesAnAddressOrNone(byte[] bytes) {
    check(new Answered(200, Map.of("Content-Type", List.of("text/html")), bytes, ADDRESS));
  }

  @FuzzTest
  void aLinkHeaderGivesAnAddressOrNone(byte[] bytes) {
    List<String> lines = Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\n", -1));
    assertThat(LinkHeader.parse(lines)).hasSizeLessThanOrEqualTo(100);
    check(new Answered(200, Map.of("Link", lines), new byte[0], ADDRESS));
  }

  private static void check(Answered answered) {
    AlternateLinks.in(answered)
        .ifPresent(
            link -> {
              assertThat(link.isHttp()).isTrue();
              assertThat(link.withoutFragment()).isNotEqualTo(Iri.parse(ADDRESS).withoutFragment());
            });
  }
}
