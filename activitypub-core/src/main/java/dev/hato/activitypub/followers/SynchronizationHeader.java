package dev.hato.activitypub.followers;

import dev.hato.activitypub.vocab.Iri;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The header {@code Collection-Synchronization} of a delivery (FEP-8fcf), in the syntax of a
 * draft-cavage {@code Signature}.
 *
 * @param collection the sender's followers collection
 * @param partial where those of the receiver's server are listed
 * @param digest {@link FollowerDigest} of what is listed there, in lower case
 */
public record SynchronizationHeader(Iri collection, Iri partial, String digest) {
  /** The name of the header. */
  public static final String NAME = "Collection-Synchronization";

  private static final int LONGEST = 8 * 1024;
  private static final Pattern PARAMETER =
      Pattern.compile("\\G[ \\t]*([A-Za-z]{1,20})=\"([^\"\\\\]{0,4000}+)\"[ \\t]*(?:,|$)");
  private static final Pattern DIGEST = Pattern.compile("[0-9a-f]{64}");

  /** Reads a header; empty when a part is missing, twice or no address, or the syntax is wrong. */
  public static Optional<SynchronizationHeader> parse(String text) {
    if (text.length() > LONGEST) {
      return Optional.empty();
    }
    Map<String, String> parts = new LinkedHashMap<>();
    Matcher parameter = PARAMETER.matcher(text);
    int end = 0;
    while (end < text.length() && parameter.find()) {
      if (parts.putIfAbsent(parameter.group(1), parameter.group(2)) != null) {
        return Optional.empty();
      }
      end = parameter.end();
    }
    Iri collection = Iri.parse(parts.getOrDefault("collectionId", ""));
    Iri partial = Iri.parse(parts.getOrDefault("url", ""));
    String digest = parts.getOrDefault("digest", "").toLowerCase(Locale.ROOT);
    return end == text.length()
            && collection.isHttp()
            && partial.isHttp()
            && DIGEST.matcher(digest).matches()
        ? Optional.of(new SynchronizationHeader(collection, partial, digest))
        : Optional.empty();
  }

  /** The value of the header. */
  public String write() {
    return "collectionId=\"%s\", url=\"%s\", digest=\"%s\"".formatted(collection, partial, digest);
  }
}
