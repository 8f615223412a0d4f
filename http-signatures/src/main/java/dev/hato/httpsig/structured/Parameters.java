package dev.hato.httpsig.structured;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Named values behind an item or an inner list, in the order in which they were written. */
public record Parameters(Map<String, Bare> values) {
  /** No parameters. */
  public static final Parameters NONE = new Parameters(Map.of());

  public Parameters {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** Whether there is a parameter of this name, of whatever type. */
  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** The parameter when it is a string. */
  public Optional<String> text(String name) {
    return values.get(name) instanceof Bare.Text(String text)
        ? Optional.of(text)
        : Optional.empty();
  }

  /** The parameter when it is an integer. */
  public OptionalLong integer(String name) {
    return values.get(name) instanceof Bare.Int(long value)
        ? OptionalLong.of(value)
        : OptionalLong.empty();
  }
}
