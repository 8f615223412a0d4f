package dev.hato.server.html;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

final class TextToHtmlTest {
  private static final TextToHtml.Targets TARGETS =
      new TextToHtml.Targets() {
        @Override
        public Optional<String> mention(Segment.Mention mention) {
          return mention.username().equals("nobody")
              ? Optional.empty()
              : Optional.of("https://example.com/@" + mention.username());
        }

        @Override
        public String hashtag(String name) {
          return "https://example.com/tags/" + name;
        }
      };

  @Test
  void everythingTypedIsEscaped() {
    assertThat(html("<b>\"x\" & 'y'")).isEqualTo("<p>&lt;b&gt;&quot;x&quot; &amp; &#39;y&#39;</p>");
  }

  @Test
  void blankLinesMakeParagraphs() {
    assertThat(html("一\n二\r\n\r\n三")).isEqualTo("<p>一<br>二</p><p>三</p>");
  }

  @Test
  void mentionsTagsAndLinksGetTheMarkupThatClientsKnow() {
    assertThat(html("@bob #鳩 https://www.example.com/a-long-path-that-goes-on-and-on"))
        .isEqualTo(
            "<p><span class=\"h-card\" translate=\"no\"><a href=\"https://example.com/@bob\""
                + " class=\"u-url mention\">@<span>bob</span></a></span> <a"
                + " href=\"https://example.com/tags/鳩\" class=\"mention hashtag\" rel=\"tag\">#"
                + "<span>鳩</span></a> <a"
                + " href=\"https://www.example.com/a-long-path-that-goes-on-and-on\""
                + " rel=\"nofollow noopener\" translate=\"no\" target=\"_blank\"><span"
                + " class=\"invisible\">https://www.</span><span class=\"ellipsis\">"
                + "example.com/a-long-path-that-g</span><span class=\"invisible\">"
                + "oes-on-and-on</span></a></p>");
  }

  @Test
  void unknownMentionStaysText() {
    assertThat(html("@nobody")).isEqualTo("<p>@nobody</p>");
  }

  private static String html(String text) {
    return TextToHtml.render(TextScanner.scan(text), TARGETS);
  }
}
