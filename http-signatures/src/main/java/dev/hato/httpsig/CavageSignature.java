package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * A parsed {@code Signature} header (draft-cavage-12 §2.1). Strict where two readers could differ:
 * no parameter and no covered name may come twice.
 *
 * @param algorithm lower case, empty when not given
 * @param covered lower-case names in signing order
 * @param written the same names as they were written
 * @param created seconds since 1970
 * @param expires seconds since 1970
 */
record CavageSignature(
    String keyId,
    String algorithm,
    List<String> covered,
    List<String> written,
    byte[] signature,
    OptionalLong created,
    OptionalLong expires) {
  static final String REQUEST_TARGET = "(request-target)";
  static final String CREATED = "(created)";
  static final String EXPIRES = "(expires)";

  private static final int MAX_LENGTH = 8192;
  private static final int MAX_KEY_ID = 2048;
  private static final int MAX_COVERED = 32;

  static CavageSignature parse(String header) throws Rejection {
    if (header.length() > MAX_LENGTH) {
      throw malformed("The Signature header has " + header.length() + " characters");
    }
    Map<String, String> parameters = parameters(header);
    OptionalLong created = seconds(parameters, "created");
    OptionalLong expires = seconds(parameters, "expires");
    // §2.1.6 makes (created) the default; Appendix C.1 and old senders mean the Date header.
    String covered = parameters.getOrDefault("headers", created.isPresent() ? CREATED : "date");
    String keyId = required(parameters, "keyid");
    if (keyId.length() > MAX_KEY_ID) {
      throw malformed("The keyId has " + keyId.length() + " characters");
    }
    return new CavageSignature(
        keyId,
        parameters.getOrDefault("algorithm", "").toLowerCase(Locale.ROOT),
        names(covered),
        Stream.of(covered.split(" ")).filter(word -> !word.isEmpty()).toList(),
        base64(required(parameters, "signature")),
        created,
        expires);
  }

  private static Map<String, String> parameters(String header) throws Rejection {
    Map<String, String> parameters = new HashMap<>();
    int at = skipSpace(header, 0);
    while (at < header.length()) {
      int equals = header.indexOf('=', at);
      if (equals < 0) {
        throw malformed("A parameter of the Signature header has no value");
      }
      String name = header.substring(at, equals).strip().toLowerCase(Locale.ROOT);
      if (!HeaderText.isLowerCaseName(name)) {
        throw malformed("The Signature header has a parameter without a name");
      }
      int start = skipSpace(header, equals + 1);
      boolean quoted = start < header.length() && header.charAt(start) == '"';
      int end = header.indexOf(quoted ? '"' : ',', start + (quoted ? 1 : 0));
      if (end < 0) {
        if (quoted) {
          throw malformed("The Signature header ends inside a quoted value");
        }
        end = header.length();
      }
      String value = header.substring(quoted ? start + 1 : start, end).strip();
      if (!HeaderText.isPlain(value) || value.indexOf('\\') >= 0) {
        throw malformed("The parameter " + name + " has a character that is not allowed");
      }
      if (parameters.putIfAbsent(name, value) != null) {
        throw malformed("The parameter " + name + " comes twice");
      }
      at = nextParameter(header, quoted ? end + 1 : end);
    }
    return parameters;
  }

  private static int nextParameter(String header, int from) throws Rejection {
    int at = skipSpace(header, from);
    if (at == header.length()) {
      return at;
    }
    if (header.charAt(at) != ',') {
      throw malformed("The parameters of the Signature header are not separated by commas");
    }
    return skipSpace(header, at + 1);
  }

  private static int skipSpace(String text, int from) {
    int at = from;
    while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
      at++;
    }
    return at;
  }

  private static List<String> names(String headers) throws Rejection {
    List<String> names = new ArrayList<>(8);
    for (String word : headers.split(" ")) {
      if (word.isEmpty()) {
        continue;
      }
      String name = word.toLowerCase(Locale.ROOT);
      if (!isPseudoHeader(name) && !HeaderText.isLowerCaseName(name)) {
        throw malformed("The covered name " + name + " is not known");
      }
      if (names.contains(name)) {
        throw malformed("The covered name " + name + " comes twice");
      }
      names.add(name);
    }
    if (names.isEmpty() || names.size() > MAX_COVERED) {
      throw malformed("The signature covers " + names.size() + " names");
    }
    return List.copyOf(names);
  }

  private static boolean isPseudoHeader(String name) {
    return name.equals(REQUEST_TARGET) || name.equals(CREATED) || name.equals(EXPIRES);
  }

  private static OptionalLong seconds(Map<String, String> parameters, String name)
      throws Rejection {
    String value = parameters.get(name);
    if (value == null) {
      return OptionalLong.empty();
    }
    boolean digits = value.chars().allMatch(c -> c >= '0' && c <= '9');
    if (!digits || value.isEmpty() || value.length() > 11) {
      throw malformed("The parameter " + name + " is not a time in seconds");
    }
    return OptionalLong.of(Long.parseLong(value));
  }

  private static String required(Map<String, String> parameters, String name) throws Rejection {
    String value = parameters.get(name);
    if (value == null || value.isEmpty()) {
      throw malformed("The Signature header has no " + name);
    }
    return value;
  }

  private static byte[] base64(String signature) throws Rejection {
    try {
      return Base64.getDecoder().decode(signature);
    } catch (IllegalArgumentException e) {
      throw malformed("The signature is not base64");
    }
  }

  private static Rejection malformed(String detail) {
    return new Rejection(Reason.MALFORMED, detail);
  }
}
