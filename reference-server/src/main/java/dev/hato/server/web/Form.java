package dev.hato.server.web;

import java.util.Map;

/**
 * What a form shows again when it was not accepted.
 *
 * @param error a sentence for the person; empty the first time
 * @param values what was typed, by field name; never a password
 */
public record Form(String error, Map<String, String> values) {
  /** A form that nobody has sent yet. */
  public static final Form EMPTY = new Form("", Map.of());

  public Form {
    values = Map.copyOf(values);
  }

  /** What was typed into a field; empty if nothing. */
  public String value(String field) {
    return values.getOrDefault(field, "");
  }
}
