package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.structured.Bare;
import dev.hato.httpsig.structured.FieldWriter;
import dev.hato.httpsig.structured.Member;
import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Member.Item;
import dev.hato.httpsig.structured.Parameters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * One member of {@code Signature-Input} with its twin in {@code Signature} (RFC 9421 §4).
 *
 * @param covered the components, with the parameters of the signature behind them
 */
record Rfc9421Signature(InnerList covered, byte[] signature) {
  private static final int MAX_LENGTH = 8192;
  private static final int MAX_SIGNATURES = 4;
  private static final int MAX_COVERED = 32;

  /** All signatures of a request in their order; there is at least one. */
  static List<Rfc9421Signature> parse(SignableMessage message) throws Rejection {
    Map<String, Member> inputs = header(message, "signature-input");
    Map<String, Member> values = header(message, "signature");
    if (inputs.isEmpty() || inputs.size() > MAX_SIGNATURES) {
      throw malformed("There are " + inputs.size() + " signatures");
    }
    List<Rfc9421Signature> signatures = new ArrayList<>(1);
    for (Map.Entry<String, Member> input : inputs.entrySet()) {
      signatures.add(pair(input.getKey(), input.getValue(), values));
    }
    return signatures;
  }

  private static Rfc9421Signature pair(String label, Member input, Map<String, Member> values)
      throws Rejection {
    if (!(input instanceof InnerList covered)) {
      throw malformed("Signature-Input has no list of components at " + label);
    }
    if (covered.items().size() > MAX_COVERED) {
      throw malformed("The signature covers " + covered.items().size() + " components");
    }
    if (values.get(label) instanceof Item(Bare.Bytes(byte[] signature), Parameters parameters)) {
      return new Rfc9421Signature(covered, signature);
    }
    throw malformed("Signature has no bytes at " + label);
  }

  private static Map<String, Member> header(SignableMessage message, String name) throws Rejection {
    List<String> lines = message.header(name);
    if (lines.isEmpty()) {
      throw malformed("There is no header " + name);
    }
    String joined = FieldComponent.joined(lines);
    if (joined.length() > MAX_LENGTH) {
      throw malformed("The header " + name + " has " + joined.length() + " characters");
    }
    return FieldComponent.dictionary(name, joined);
  }

  /** A parameter of the signature, which has to be a string when it is there. */
  Optional<String> text(String name) throws Rejection {
    return typed(name, covered.parameters().text(name));
  }

  /** A parameter of the signature, which has to be a time when it is there. */
  Optional<Instant> time(String name) throws Rejection {
    OptionalLong seconds = covered.parameters().integer(name);
    if (seconds.isPresent() && (seconds.getAsLong() < 0 || seconds.getAsLong() > 99_999_999_999L)) {
      throw malformed("The parameter " + name + " is not a time in seconds");
    }
    return typed(
        name,
        seconds.isPresent()
            ? Optional.of(Instant.ofEpochSecond(seconds.getAsLong()))
            : Optional.empty());
  }

  private <T> Optional<T> typed(String name, Optional<T> value) throws Rejection {
    if (value.isEmpty() && covered.parameters().has(name)) {
      throw malformed("The parameter " + name + " has a wrong type");
    }
    return value;
  }

  /** Names of components without parameters, and whole identifiers of the others. */
  Set<String> names() throws Rejection {
    Set<String> names = new LinkedHashSet<>();
    for (Item component : covered.items()) {
      if (!(component.value() instanceof Bare.Text(String name))) {
        throw malformed("A component is a string, not " + FieldWriter.write(component));
      }
      names.add(component.parameters().values().isEmpty() ? name : FieldWriter.write(component));
    }
    return Collections.unmodifiableSet(names);
  }

  private static Rejection malformed(String detail) {
    return new Rejection(Reason.MALFORMED, detail);
  }
}
