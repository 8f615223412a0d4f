package dev.hato.activitypub.remote;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.Exchange;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.jsoup.parser.StreamParser;

/**
 * Finds where a page says that its document is: {@code rel="alternate"} with a media type of
 * ActivityPub, in a {@code Link} header or in a {@code link} element of the head. Links of the body
 * do not count, since they may be anybody's. Looks at 256 KiB and 200 elements, and never throws:
 * the parser reads each byte once (CVE-2025-68475).
 */
final class AlternateLinks {
  private static final int MOST_BYTES = 256 * 1024;
  private static final int MOST_ELEMENTS = 200;

  private AlternateLinks() {}

  /** The first usable address that the answer names, and that is not its own. */
  static Optional<Iri> in(Exchange.Answered page) {
    Iri self = Iri.parse(page.finalUrl()).withoutFragment();
    return Stream.concat(ofHeaders(page), ofPage(page))
        .filter(Iri::isHttp)
        .filter(link -> !link.withoutFragment().equals(self))
        .findFirst();
  }

  private static Stream<Iri> ofHeaders(Exchange.Answered page) {
    return LinkHeader.parse(page.headers().getOrDefault("Link", List.of())).stream()
        .filter(link -> link.parameter("anchor").isEmpty())
        .filter(link -> isAlternate(link.parameter("rel"), link.parameter("type")))
        .flatMap(link -> resolve(page.finalUrl(), link.target()).stream());
  }

  private static Stream<Iri> ofPage(Exchange.Answered page) {
    String type = page.header("Content-Type").orElse("").split(";", 2)[0].strip();
    return switch (type.toLowerCase(Locale.ROOT)) {
      case "text/html", "application/xhtml+xml" -> ofHtml(page.body(), page.finalUrl());
      default -> Stream.empty();
    };
  }

  /** Addresses and media types are ASCII: no other encoding of pages changes what is found. */
  static Stream<Iri> ofHtml(byte[] body, String address) {
    Reader text =
        new InputStreamReader(
            new ByteArrayInputStream(body, 0, Math.min(body.length, MOST_BYTES)),
            StandardCharsets.UTF_8);
    try (StreamParser parser = new StreamParser(Parser.htmlParser()).parse(text, address)) {
      return parser.stream()
          .limit(MOST_ELEMENTS)
          .takeWhile(element -> !element.nameIs("head"))
          .filter(element -> element.nameIs("link"))
          .filter(element -> isAlternate(element.attr("rel"), element.attr("type")))
          .flatMap(element -> resolve(base(element, address), element.attr("href")).stream())
          .toList()
          .stream();
    }
  }

  private static String base(Element element, String address) {
    return element.baseUri().isEmpty() ? address : element.baseUri();
  }

  private static boolean isAlternate(String relations, String type) {
    return Stream.of(relations.strip().split("[ \\t\\n\\f\\r]+"))
            .anyMatch(relation -> relation.equalsIgnoreCase("alternate"))
        && MediaTypes.isActivity(type);
  }

  private static Optional<Iri> resolve(String base, String reference) {
    try {
      return reference.isBlank()
          ? Optional.empty()
          : Optional.of(Iri.parse(URI.create(base).resolve(reference.strip()).toString()));
    } catch (IllegalArgumentException noAddress) {
      return Optional.empty();
    }
  }
}
