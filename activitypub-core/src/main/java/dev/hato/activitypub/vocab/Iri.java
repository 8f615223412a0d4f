package dev.hato.activitypub.vocab;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * An identifier as the fediverse really sends it, kept character by character.
 *
 * <p>{@link #parse} is total: spaces, {@code ap://} and {@code did:} identifiers and international
 * host names are all kept. What a security decision may rest on is asked separately: {@link
 * #host()}, {@link #origin()} and {@link #sameOrigin} are empty or false for everything whose
 * authority two programs could read differently (user names, backslashes, escapes, trailing dots,
 * zero-width characters), so that such an identifier never equals a good one. Equality is that of
 * the characters. The rules are those of FEP-fe34 for origins and FEP-ef61 for portable objects.
 *
 * @param value the identifier, never changed
 */
public record Iri(String value) {
  /** The address of everybody, as an audience. */
  public static final Iri PUBLIC = new Iri("https://www.w3.org/ns/activitystreams#Public");

  private static final Set<String> PUBLIC_SPELLINGS =
      Set.of(
          PUBLIC.value,
          "as:Public",
          "Public",
          "http://www.w3.org/ns/activitystreams#Public",
          "https://www.w3.org/ns/activitystreams/Public");

  private static final Optional<String> HTTPS = Optional.of("https");
  private static final Optional<String> HTTP = Optional.of("http");

  /** Keeps any text as an identifier; never fails. */
  public static Iri parse(String value) {
    return new Iri(value);
  }

  /** Whether this is the address of everybody, in any of the spellings in use. */
  public boolean isPublic() {
    return PUBLIC_SPELLINGS.contains(value);
  }

  /** The scheme in lower case, empty for a relative reference. */
  public Optional<String> scheme() {
    int colon = value.indexOf(':');
    if (colon < 1 || !HostNames.isLetter(value.charAt(0))) {
      return Optional.empty();
    }
    for (int i = 1; i < colon; i++) {
      char c = value.charAt(i);
      if (!HostNames.isLetterOrDigit(c) && c != '+' && c != '-' && c != '.') {
        return Optional.empty();
      }
    }
    if (value.startsWith("http")) {
      if (colon == 5 && value.charAt(4) == 's') {
        return HTTPS;
      }
      if (colon == 4) {
        return HTTP;
      }
    }
    return Optional.of(value.substring(0, colon).toLowerCase(Locale.ROOT));
  }

  /** Whether the identifier has a scheme. */
  public boolean isAbsolute() {
    return scheme().isPresent();
  }

  /**
   * Whether this is an http or https address that can be shown as a link and dialled: one
   * unambiguous host, and no control characters anywhere.
   */
  public boolean isHttp() {
    return host().isPresent() && !hasControls();
  }

  private boolean hasControls() {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < 0x20 || c == 0x7f) {
        return true;
      }
    }
    return false;
  }

  /**
   * The host of an http or https identifier in lower case and, for an international name, in its
   * ASCII form (IDNA 2008 without mappings). Empty for other schemes and for every host that is
   * written ambiguously.
   */
  public Optional<String> host() {
    return webAuthority().flatMap(HostNames::host);
  }

  /**
   * The security origin: {@code scheme://host[:port]} without a default port, or the DID of a
   * {@code did:} or {@code ap://} identifier. Empty where none can be told without doubt.
   */
  public Optional<String> origin() {
    String scheme = scheme().orElse("");
    if (scheme.equals("did")) {
      return Optional.of(upTo(value, 0, "/?#")).filter(Iri::isDid);
    }
    if (scheme.equals("ap") && value.startsWith("//", 3)) {
      String authority = upTo(value, 5, "/?#").replace("%3A", ":").replace("%3a", ":");
      return Optional.of(authority).filter(Iri::isDid);
    }
    return webAuthority()
        .flatMap(authority -> HostNames.hostAndPort(authority, scheme))
        .map(hostAndPort -> scheme + "://" + hostAndPort);
  }

  /** Whether both identifiers have an origin and it is the same one. */
  public boolean sameOrigin(Iri other) {
    Optional<String> origin = origin();
    return origin.isPresent() && origin.equals(other.origin());
  }

  /** The identifier without its fragment: the document that it is found in. */
  public Iri withoutFragment() {
    int hash = value.indexOf('#');
    return hash < 0 ? this : new Iri(value.substring(0, hash));
  }

  @Override
  public String toString() {
    return value;
  }

  /** Host and port as written, for http and https. */
  private Optional<String> webAuthority() {
    String scheme = scheme().orElse("");
    boolean web = scheme.equals("http") || scheme.equals("https");
    return web && value.startsWith("//", scheme.length() + 1)
        ? Optional.of(upTo(value, scheme.length() + 3, "/?#"))
        : Optional.empty();
  }

  private static boolean isDid(String text) {
    int method = text.indexOf(':', 4);
    return text.startsWith("did:")
        && method > 4
        && method < text.length() - 1
        && text.chars().allMatch(c -> HostNames.isLetterOrDigit(c) || ".-_:".indexOf(c) >= 0);
  }

  private static String upTo(String text, int from, String stops) {
    int end = from;
    while (end < text.length() && stops.indexOf(text.charAt(end)) < 0) {
      end++;
    }
    return text.substring(from, end);
  }
}
