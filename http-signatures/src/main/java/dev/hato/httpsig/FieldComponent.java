package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.structured.Bare;
import dev.hato.httpsig.structured.FieldParser;
import dev.hato.httpsig.structured.FieldSyntaxException;
import dev.hato.httpsig.structured.FieldWriter;
import dev.hato.httpsig.structured.Member;
import dev.hato.httpsig.structured.Parameters;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The value of a header field as a component (RFC 9421 §2.1). */
final class FieldComponent {
  private FieldComponent() {}

  static String value(String name, List<String> lines, Parameters parameters) throws Rejection {
    if (!HeaderText.isLowerCaseName(name)) {
      throw new Rejection(Reason.MALFORMED, "No header has the name " + name);
    }
    List<String> values = RequestParts.values(name, lines);
    if (parameters.has("bs")) {
      return FieldWriter.write(values.stream().map(FieldComponent::bytes).toList());
    }
    String joined = joined(values);
    Optional<String> key = parameters.text("key");
    if (key.isPresent()) {
      return FieldWriter.write(member(name, joined, key.get()));
    }
    if (parameters.has("sf")) {
      throw new Rejection(
          Reason.UNSUPPORTED_ALGORITHM, "The parameter sf of a component is not supported");
    }
    return joined;
  }

  /** All lines as one value. */
  static String joined(List<String> lines) {
    return lines.stream().map(String::strip).collect(Collectors.joining(", "));
  }

  private static Member bytes(String line) {
    return new Member.Item(new Bare.Bytes(line.strip().getBytes(US_ASCII)), Parameters.NONE);
  }

  private static Member member(String name, String value, String key) throws Rejection {
    Map<String, Member> dictionary = dictionary(name, value);
    Member member = dictionary.get(key);
    if (member == null) {
      throw new Rejection(Reason.MISSING_COMPONENT, "The header " + name + " has no " + key);
    }
    return member;
  }

  /** A header that is a dictionary. */
  static Map<String, Member> dictionary(String name, String value) throws Rejection {
    try {
      return FieldParser.dictionary(value);
    } catch (FieldSyntaxException e) {
      throw new Rejection(Reason.MALFORMED, name + ": " + e.getMessage());
    }
  }
}
