package dev.hato.server.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class TextScannerTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "hello @alice! | @alice",
        "@alice@example.com hi | @alice@example.com",
        "こんにちは@aliceさん | @alice",
        "返信@bob@example.comさんへ | @bob@example.com",
        "@alice@例え.jpさん | @alice@例え.jp",
        "@alice@bücher.example、 | @alice@bücher.example",
        "@alice@localhost:8080/ | @alice@localhost:8080",
        "（@alice） | @alice",
        "mail a@example.com | ''",
        "https://example.com/@alice | ''",
        "@alice@ | ''",
        "@@alice | ''",
        "@alice.b-c. | @alice.b-c",
      })
  void mentions(String text, String found) {
    assertThat(sources(text, Segment.Mention.class)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "#tag and #Other | #tag #Other",
        "＃日本語タグ です | ＃日本語タグ",
        "楽しい#鳩の写真、です | #鳩の写真",
        "#カタカナ・タグ！ | #カタカナ・タグ",
        "#123 | ''",
        "#2026年 | #2026年",
        "a#b | ''",
        "https://example.com/#frag | ''",
        "## | ''",
        "#・ | ''",
        "#_ | #_",
      })
  void hashtags(String text, String found) {
    assertThat(sources(text, Segment.Hashtag.class)).isEqualTo(found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "see https://example.com/a?b=c#d. | https://example.com/a?b=c#d",
        "(https://example.com/a_(b)) | https://example.com/a_(b)",
        "「https://example.com/鳩」 | https://example.com/鳩",
        "https://例え.jp/x です | https://例え.jp/x",
        "https://user:pw@example.com/ | ''",
        "xhttps://example.com | ''",
        "http:// | ''",
        "ftp://example.com | ''",
        "<https://example.com> | https://example.com",
      })
  void links(String text, String found) {
    assertThat(sources(text, Segment.Link.class)).isEqualTo(found);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a@",
        "#",
        "((((",
        "@a",
        "https://(",
        "https://a@",
        "https://a%",
        "#・",
        "@a@b.",
        "@a@b:1"
      })
  void M23_repeatedSignsTakeLinearTime(String part) {
    String text = part.repeat(100_000 / part.length());
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5),
        () ->
            assertThat(
                    TextScanner.scan(text).stream()
                        .map(Segment::source)
                        .collect(Collectors.joining()))
                .isEqualTo(text));
  }

  @Test
  void anAddressOfMoreThanTwoThousandSignsIsText() {
    String longest = "https://example.com/" + "a".repeat(2_048 - 20);
    assertThat(sources(longest, Segment.Link.class)).isEqualTo(longest);
    assertThat(sources(longest + "a", Segment.Link.class)).isEmpty();
  }

  @Test
  void lengthCountsWhatPeopleSee() {
    assertThat(TextLength.of("鳩👨‍👩‍👧か\u3099")).isEqualTo(3);
    assertThat(TextLength.of("@alice@example.com hi")).isEqualTo(9);
    assertThat(TextLength.of("https://example.com/" + "a".repeat(300))).isEqualTo(23);
  }

  private static String sources(String text, Class<? extends Segment> type) {
    return TextScanner.scan(text).stream()
        .filter(type::isInstance)
        .map(Segment::source)
        .collect(Collectors.joining(" "));
  }
}
