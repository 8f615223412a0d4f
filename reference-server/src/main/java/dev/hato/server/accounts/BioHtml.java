package dev.hato.server.accounts;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.html.Segment;
import dev.hato.server.html.TextScanner;
import dev.hato.server.html.TextToHtml;
import java.util.Optional;

/** Writes what people type into their profile as HTML; mentions lead to profiles of this server. */
final class BioHtml {
  private BioHtml() {}

  static String render(String typed, SiteUrls urls) {
    return TextToHtml.render(
        TextScanner.scan(typed),
        new TextToHtml.Targets() {
          @Override
          public Optional<String> mention(Segment.Mention mention) {
            boolean here = mention.domain().map(urls.domain()::equalsIgnoreCase).orElse(true);
            return here ? Optional.of(urls.profile(mention.username())) : Optional.empty();
          }

          @Override
          public String hashtag(String name) {
            return urls.tag(name);
          }
        });
  }
}
