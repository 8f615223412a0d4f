package dev.hato.server.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RemoteHtmlTest {
  @Test
  void mastodonMentionSurvivesUnchanged() {
    String html =
        "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://example.com/@bob\""
            + " class=\"u-url mention\">@<span>bob</span></a></span> こんにちは</p>";
    assertThat(RemoteHtml.clean(html))
        .isEqualTo(
            "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://example.com/@bob\""
                + " rel=\"nofollow noopener\" target=\"_blank\" class=\"u-url mention\">@<span>bob"
                + "</span></a></span> こんにちは</p>");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<script>alert(1)</script>x | x",
        "<p onclick=\"x()\">a</p> | <p>a</p>",
        "<h1>T</h1> | <p><strong>T</strong></p>",
        "<div><b>x</b></div> | <b>x</b>",
        "<img src=x onerror=alert(1)>y | y",
        "<p style=\"color:red\" class=\"evil mention\">a</p> | <p class=\"mention\">a</p>",
        "<math><mi>x</mi></math>z | z",
        "<a href=\"javascript:alert(1)\">a</a> | <a>a</a>",
        "<a href=\"//evil.example/\">a</a> | <a>a</a>",
        "<ol start=\"3\" reversed><li value=\"7\">a</li></ol>"
            + " | <ol start=\"3\" reversed><li value=\"7\">a</li></ol>",
      })
  void onlyTheAllowListStays(String dirty, String clean) {
    assertThat(RemoteHtml.clean(dirty)).isEqualTo(clean);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<embed src=x>",
        "<object data=x></object>",
        "<applet></applet>",
        "<base href=x>",
        "<meta http-equiv=refresh>",
        "<link rel=stylesheet href=x>",
        "<form action=x></form>",
        "<input name=x>",
        "<iframe srcdoc='<script>x</script>'></iframe>",
        "<svg onload=x()></svg>",
      })
  void M27_H5_activeElementsAreRemoved(String html) {
    assertThat(RemoteHtml.clean(html)).doesNotContain("<");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        "java\nscript:x",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://example.com/1",
        "//example.com/",
        " javascript:x",
        "\u0001javascript:x",
      })
  void M28_J32_linksWithOtherSchemesLoseTheirTarget(String href) {
    String html = RemoteHtml.clean("<a href=\"" + href + "\">a</a>");
    assertThat(html).isEqualTo("<a>a</a>");
  }

  @Test
  void M49_fuzzedFragmentsNeverThrow() {
    var random = new Random(49);
    String[] parts = {
      "<",
      ">",
      "</",
      "math",
      "mi",
      "svg",
      "p",
      "a href=",
      "\"",
      "'",
      "&#x0;",
      "&",
      "style",
      "<!--",
      "-->",
      "<![CDATA[",
      "]]>",
      "noscript",
      "日本",
      "\u0000",
      "table",
      "tr",
      "select",
      "option"
    };
    for (int i = 0; i < 5_000; i++) {
      var html = new StringBuilder();
      for (int j = random.nextInt(40); j >= 0; j--) {
        html.append(parts[random.nextInt(parts.length)]);
      }
      String clean = RemoteHtml.clean(html.toString());
      assertThat(RemoteHtml.clean(clean)).isEqualTo(clean);
    }
  }

  @Test
  void deepNestingAndHugeInputEndQuickly() {
    String deep = "<blockquote>".repeat(20_000) + "x";
    String unclosed = "<a href='x".repeat(50_000);
    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(10),
        () -> {
          assertThat(RemoteHtml.clean(deep)).contains("blockquote");
          RemoteHtml.clean(unclosed);
          RemoteHtml.toText(deep);
        });
  }

  @Test
  void textKeepsParagraphsAsLines() {
    assertThat(RemoteHtml.toText("<p>一行目<br>二行目</p><p>&lt;b&gt;</p>")).isEqualTo("一行目\n二行目\n<b>");
  }
}
