package dev.hato.webfinger;

import dev.hato.webfinger.AccountDirectory.Listing;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Answers {@code /.well-known/webfinger} (RFC 7033 §4): resource string in, JRD out. Understands
 * {@code acct:} URIs, bare {@code user@host}, actor ids and profile pages, and the bare host.
 * Thread-safe as far as its directory is.
 */
public final class WebFingerEndpoint {
  private static final String FOR_DAYS = "public, max-age=259200";
  private static final String FOR_MINUTES = "public, max-age=180";

  private final AccountDirectory directory;
  private final Set<String> hosts;

  /**
   * @param directory whom to tell of
   * @param hosts the hosts that handles of ours may name: the domain, the web domain, former ones
   */
  public WebFingerEndpoint(AccountDirectory directory, Set<String> hosts) {
    this.directory = directory;
    this.hosts =
        hosts.stream()
            .map(
                host ->
                    Acct.normalHost(host)
                        .orElseThrow(() -> new IllegalArgumentException("not a host: " + host)))
            .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Answers a request.
   *
   * @param rawQuery the part after the question mark as it was on the wire; empty for none
   */
  public Answer answer(String rawQuery) {
    Optional<Map<String, List<String>>> query = parameters(rawQuery);
    List<String> resources =
        query.map(q -> q.getOrDefault("resource", List.of())).orElse(List.of());
    if (resources.size() != 1 || resources.getFirst().isBlank()) {
      return Answer.error(400, "Exactly one resource parameter is needed", FOR_MINUTES);
    }
    Set<String> relations =
        new HashSet<>(query.map(q -> q.getOrDefault("rel", List.of())).orElse(List.of()));
    return switch (find(resources.getFirst())) {
      case Listing.Known(Jrd jrd) -> found(jrd.withRelations(relations));
      case Listing.Gone() -> Answer.error(410, "This account is gone", FOR_MINUTES);
      case Listing.Unknown() -> Answer.error(404, "No such account", FOR_MINUTES);
    };
  }

  private Listing find(String resource) {
    if (isOurHost(resource)) {
      return directory.instance();
    }
    if (resource.startsWith("https://") || resource.startsWith("http://")) {
      return isOurHost(withoutScheme(resource)) ? directory.instance() : directory.byUrl(resource);
    }
    Optional<Acct> acct = Acct.parse(resource).filter(a -> hosts.contains(a.host()));
    if (acct.isPresent()) {
      return isOurHost(acct.get().user())
          ? directory.instance()
          : directory.byName(acct.get().user());
    }
    return namesInstance(resource) ? directory.instance() : new Listing.Unknown();
  }

  /** {@code acct:host@host}, where a host with a port does not fit the grammar of user names. */
  private boolean namesInstance(String resource) {
    String bare = resource.startsWith("acct:") ? resource.substring("acct:".length()) : resource;
    int at = bare.lastIndexOf('@');
    return at > 0 && isOurHost(bare.substring(0, at)) && isOurHost(bare.substring(at + 1));
  }

  private boolean isOurHost(String text) {
    return Acct.normalHost(text).filter(hosts::contains).isPresent();
  }

  private static String withoutScheme(String url) {
    String rest = url.substring(url.indexOf("://") + 3);
    return rest.endsWith("/") ? rest.substring(0, rest.length() - 1) : rest;
  }

  private static Answer found(Jrd jrd) {
    return new Answer(
        200,
        Map.of(
            "Content-Type",
            Jrd.MEDIA_TYPE + "; charset=utf-8",
            "Cache-Control",
            FOR_DAYS,
            "Access-Control-Allow-Origin",
            "*"),
        jrd.toJson());
  }

  private static Optional<Map<String, List<String>>> parameters(String rawQuery) {
    Map<String, List<String>> parameters = new java.util.HashMap<>();
    try {
      for (String pair : rawQuery.split("&")) {
        int equals = pair.indexOf('=');
        if (equals > 0) {
          String name = URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8);
          String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
          parameters.computeIfAbsent(name, n -> new ArrayList<>()).add(value);
        }
      }
    } catch (IllegalArgumentException badEscape) {
      return Optional.empty();
    }
    return Optional.of(parameters);
  }
}
