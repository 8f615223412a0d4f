package dev.hato.server.config;

import java.util.LinkedHashMap;
import java.util.Map;

/** The value of every key and where it comes from. Immutable. */
public final class Settings {
  /** Where a value comes from, the strongest first. */
  public enum Origin {
    FLAG,
    ENVIRONMENT,
    FILE,
    DEFAULT
  }

  /** One value with its key and origin. */
  public record Value(Key key, String text, Origin origin) {
    /** The text, or stars for a secret that is set. */
    public String shown() {
      return key.secret() && !text.isEmpty() ? "********" : text;
    }
  }

  private final Map<String, Value> values;

  Settings(Map<String, Value> values) {
    this.values = new LinkedHashMap<>(values);
  }

  /** All values in the order of the key table. */
  public Iterable<Value> all() {
    return values.values();
  }

  Value value(String name) {
    Value value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException("No such key in the table: " + name);
    }
    return value;
  }

  String text(String name) {
    return value(name).text();
  }

  boolean isSet(String name) {
    return !text(name).isEmpty();
  }

  /** The same settings with a default that follows from other keys filled in. */
  Settings withDerived(String name, String text) {
    if (isSet(name)) {
      return this;
    }
    Settings copy = new Settings(values);
    copy.values.put(name, new Value(value(name).key(), text, Origin.DEFAULT));
    return copy;
  }
}
