package dev.hato.activitypub.vocab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Picks from url values what people may be shown: http and https, nothing else. */
final class WebLinks {
  private WebLinks() {}

  /** The page: a link that says HTML first, then a bare address, then any other link. */
  static Optional<Iri> page(@Nullable JsonNode url) {
    List<Iri> found = new ArrayList<>();
    Optional<Iri> html = best(url, "text/html", found);
    return html.isPresent() ? html : found.stream().findFirst();
  }

  /** The file of a media object: a link of that kind ("image/") first, then a bare address. */
  static Optional<Iri> media(@Nullable JsonNode url, String kind) {
    List<Iri> found = new ArrayList<>();
    Optional<Iri> match = best(url, kind, found);
    return match.isPresent() ? match : found.stream().findFirst();
  }

  private static Optional<Iri> best(@Nullable JsonNode url, String mediaType, List<Iri> others) {
    List<Iri> matching = new ArrayList<>();
    List<Iri> links = new ArrayList<>();
    Values.each(
        url,
        value -> {
          Optional<Iri> address = address(value).filter(Iri::isHttp);
          boolean matches =
              value instanceof ObjectNode link
                  && link.path("mediaType").asString("").startsWith(mediaType);
          address.ifPresent((matches ? matching : value.isString() ? others : links)::add);
        });
    others.addAll(links);
    return matching.stream().findFirst();
  }

  /** A link's target before its id: media are what the link points to. */
  private static Optional<Iri> address(JsonNode value) {
    if (value instanceof ObjectNode link && link.get("href") instanceof JsonNode href) {
      return Values.iri(href);
    }
    return Values.iri(value);
  }
}
