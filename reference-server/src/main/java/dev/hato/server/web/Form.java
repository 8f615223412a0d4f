package dev.hato.server.web;

import java.util.Map;

/**
 * What a form shows again when it was not accepted.
 *
 * @param error a sentence for the person; empty the first time
 * @param field the name of the field that the sentence is about; empty when it is about the whole
 * @param values what was typed, by field name; never a password
 */
public record Form(String error, String field, Map<String, String> values) {
  /** A form that nobody has sent yet. */
  public static final Form EMPTY = new Form("", "", Map.of());

  public Form {
    values = Map.copyOf(values);
  }

  /** What was typed into a field; empty if nothing. */
  public String value(String name) {
    return values.getOrDefault(name, "");
  }

  /** The sentence about the whole form; empty if none. */
  public String general() {
    return field.isEmpty() ? error : "";
  }

  /** The sentence about one field; empty if none. */
  public String errorOf(String name) {
    return field.equals(name) ? error : "";
  }

  /** Whether a field is the one to be corrected. */
  public boolean refuses(String name) {
    return !errorOf(name).isEmpty();
  }
}
