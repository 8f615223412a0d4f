package dev.hato.activitypub.lint;

import dev.hato.activitypub.ApRequest;
import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where {@link Lint#walk} gets documents from: an application in the same process, or the web. */
@FunctionalInterface
public interface LintSource {
  /**
   * What a stranger gets who asks for an address.
   *
   * @param address http or https, of the origin where the walk began
   * @param accept the media types that are asked for
   * @return empty when there is no answer
   */
  Optional<ApResponse> get(Iri address, String accept);

  /** Asks a federation without any network: unsigned, as if its base were reached directly. */
  static LintSource of(Federation federation) {
    return (address, accept) -> {
      String origin = address.origin().orElseThrow();
      String authority = origin.substring(origin.indexOf("://") + 3);
      String whole = address.withoutFragment().value();
      int path = whole.indexOf('/', whole.indexOf("://") + 3);
      Map<String, List<String>> headers =
          Map.of("Host", List.of(authority), "Accept", List.of(accept));
      return Optional.of(
          federation.handle(
              new ApRequest(
                  "GET",
                  address.scheme().orElseThrow(),
                  authority,
                  path < 0 ? "/" : whole.substring(path),
                  headers,
                  new byte[0])));
    };
  }
}
