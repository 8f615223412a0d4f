package dev.hato.server.statuses;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.html.Segment;
import dev.hato.server.html.TextScanner;
import dev.hato.server.html.TextToHtml;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.tags.TagName;
import java.util.List;
import java.util.Optional;

/**
 * A text as its author typed it, taken apart once: whom it mentions, its hashtags, and the HTML
 * that others see. Immutable.
 */
final class StatusText {
  private final String source;
  private final List<Segment> segments;

  private StatusText(String source, List<Segment> segments) {
    this.source = source;
    this.segments = segments;
  }

  public static StatusText of(String source) {
    return new StatusText(source, TextScanner.scan(source));
  }

  public String source() {
    return source;
  }

  /** Everything that looks like a handle, each once. */
  public List<Segment.Mention> mentions() {
    return segments.stream()
        .filter(Segment.Mention.class::isInstance)
        .map(Segment.Mention.class::cast)
        .distinct()
        .toList();
  }

  /** The hashtags, in their order. */
  public List<TagName> tags() {
    return segments.stream()
        .filter(Segment.Hashtag.class::isInstance)
        .map(Segment.Hashtag.class::cast)
        .flatMap(tag -> TagName.parse(tag.name()).stream())
        .toList();
  }

  /** The HTML, with links to those who were found; handles of nobody stay text. */
  public String html(SiteUrls urls, NamedPeople people) {
    return TextToHtml.render(
        segments,
        new TextToHtml.Targets() {
          @Override
          public Optional<String> mention(Segment.Mention mention) {
            return people
                .find(mention)
                .map(account -> account.url().isEmpty() ? account.uri() : account.url());
          }

          @Override
          public String hashtag(String name) {
            return urls.tag(TagName.parse(name).map(TagName::name).orElse(name));
          }
        });
  }

  /** The accounts that the text mentions, each once. */
  List<Account> mentioned(NamedPeople people) {
    return mentions().stream()
        .flatMap(mention -> people.find(mention).stream())
        .distinct()
        .toList();
  }
}
