package dev.hato.activitypub.remote;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.Exchange.Answered;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages that were written to cost time: two megabytes of them take a fifth of a second at most. */
final class HostilePageTest {
  private static final String ADDRESS = "https://evil.test/page";
  private static final String FOUND =
      "<link rel=alternate type=application/activity+json href=/note>";
  private static final int SIZE = 2_000_000;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<a",
        "<link ",
        "<link a=",
        "<link a=\"\"",
        "<link rel=alternate type=application/activity+json ",
        "<link rel=\"alternate",
        "<meta>",
        "<link>",
        "<div>",
        "<script>",
        "<style",
        "<!--",
        "<title>",
        "<svg><math>",
        "<template>",
        "<noscript>",
        "<",
        "&amp",
        "\u0000",
        " ",
        "<![CDATA["
      })
  void F05_CVE_2025_68475_unclosedTagsCostNoTime(String part) {
    byte[] page = ("<head>" + part.repeat(SIZE / part.length())).getBytes(UTF_8);
    assertThat(leastCpuTime(() -> assertThat(AlternateLinks.in(page(page))).isEmpty()))
        .isLessThan(Duration.ofMillis(200));
  }

  @ParameterizedTest
  @ValueSource(strings = {"<", "<>,", "<>;a", "<>;", ";", "<>;a=\"", "\\\"", " ", ",", "<>;a=\"\\"})
  void F05_longLinkHeadersCostNoTime(String part) {
    String line = part.repeat(SIZE / part.length());
    List<String> lines = List.of(line, line);
    assertThat(
            leastCpuTime(() -> assertThat(LinkHeader.parse(lines)).hasSizeLessThanOrEqualTo(100)))
        .isLessThan(Duration.ofMillis(200));
  }

  @Test
  void onlyTheBeginningOfAPageIsLookedAt() {
    String comment = "<!--" + "x".repeat(600_000) + "-->";
    assertThat(AlternateLinks.in(page(("<head>" + FOUND).getBytes(UTF_8))))
        .contains(Iri.parse("https://evil.test/note"));
    assertThat(AlternateLinks.in(page(("<head>" + comment + FOUND).getBytes(UTF_8)))).isEmpty();
    String many = "<meta name=a>".repeat(300);
    assertThat(AlternateLinks.in(page(("<head>" + many + FOUND).getBytes(UTF_8)))).isEmpty();
  }

  /** Of five times: the first ones load and compile classes. */
  private static Duration leastCpuTime(Runnable work) {
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      long before = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      long spent = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - before;
      least = Math.min(least, spent);
    }
    return Duration.ofNanos(least);
  }

  private static Answered page(byte[] body) {
    return new Answered(200, Map.of("Content-Type", List.of("text/html")), body, ADDRESS);
  }
}
