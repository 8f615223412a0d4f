package dev.hato.server.html;

import java.util.List;
import java.util.Optional;

/**
 * Writes a typed text as the HTML that Mastodon clients and servers expect: paragraphs, shortened
 * links, mentions as h-cards, hashtags as tag links. Everything typed is escaped.
 */
public final class TextToHtml {
  private static final int LINK_SHOWN = 30;

  /** Where the links of a text lead. */
  public interface Targets {
    /** The profile page of whom a mention means; empty leaves it as text. */
    Optional<String> mention(Segment.Mention mention);

    /** The page of a hashtag. */
    String hashtag(String name);
  }

  private final StringBuilder html = new StringBuilder();
  private final Targets targets;

  private TextToHtml(Targets targets) {
    this.targets = targets;
  }

  /** The HTML of {@code segments}; empty for an empty text. */
  public static String render(List<Segment> segments, Targets targets) {
    if (segments.isEmpty()) {
      return "";
    }
    var writer = new TextToHtml(targets);
    writer.html.append("<p>");
    segments.forEach(writer::append);
    return writer.html.append("</p>").toString();
  }

  /** Escapes text for element content and double-quoted attributes. */
  public static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private void append(Segment segment) {
    switch (segment) {
      case Segment.Text text -> text(text.source());
      case Segment.Link link -> link(link.source());
      case Segment.Mention mention ->
          targets
              .mention(mention)
              .ifPresentOrElse(page -> mention(mention, page), () -> text(mention.source()));
      case Segment.Hashtag tag -> hashtag(tag);
    }
  }

  private void text(String source) {
    html.append(
        escape(source.replace("\r\n", "\n").replace('\r', '\n'))
            .replaceAll("\n{2,}", "</p><p>")
            .replace("\n", "<br>"));
  }

  private void link(String url) {
    int start = url.indexOf("://") + 3;
    if (url.regionMatches(true, start, "www.", 0, 4)) {
      start += 4;
    }
    int end = Math.min(url.length(), url.offsetByCodePoints(start, shown(url, start)));
    boolean cut = end < url.length();
    html.append("<a href=\"")
        .append(escape(url))
        .append("\" rel=\"nofollow noopener\" translate=\"no\" target=\"_blank\">")
        .append("<span class=\"invisible\">")
        .append(escape(url.substring(0, start)))
        .append("</span><span class=\"")
        .append(cut ? "ellipsis" : "")
        .append("\">")
        .append(escape(url.substring(start, end)))
        .append("</span><span class=\"invisible\">")
        .append(escape(url.substring(end)))
        .append("</span></a>");
  }

  private static int shown(String url, int start) {
    return Math.min(LINK_SHOWN, url.codePointCount(start, url.length()));
  }

  private void mention(Segment.Mention mention, String page) {
    html.append("<span class=\"h-card\" translate=\"no\"><a href=\"")
        .append(escape(page))
        .append("\" class=\"u-url mention\">@<span>")
        .append(escape(mention.username()))
        .append("</span></a></span>");
  }

  private void hashtag(Segment.Hashtag tag) {
    html.append("<a href=\"")
        .append(escape(targets.hashtag(tag.name())))
        .append("\" class=\"mention hashtag\" rel=\"tag\">#<span>")
        .append(escape(tag.name()))
        .append("</span></a>");
  }
}
