package dev.hato.activitypub.proof;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The JSON Canonicalization Scheme (RFC 8785): one sequence of bytes for all spellings of a
 * document. Names are sorted by their UTF-16 code units, numbers are written as JavaScript does,
 * and no white space is left.
 */
final class Jcs {
  private static final List<RoundingMode> NEAREST_FIRST =
      List.of(RoundingMode.HALF_EVEN, RoundingMode.DOWN, RoundingMode.UP);

  private final StringBuilder out = new StringBuilder(1024);

  private Jcs() {}

  /**
   * The canonical bytes.
   *
   * @throws IllegalArgumentException for what I-JSON does not have: a number beyond a double, half
   *     of a surrogate pair
   */
  static byte[] canonical(JsonNode node) {
    Jcs jcs = new Jcs();
    jcs.write(node);
    return jcs.out.toString().getBytes(StandardCharsets.UTF_8);
  }

  private void write(JsonNode node) {
    switch (node) {
      case ObjectNode object -> object(object);
      case ArrayNode array -> array(array);
      default -> {
        if (node.isString()) {
          string(node.stringValue());
        } else if (node.isNumber()) {
          out.append(number(node.numberValue().doubleValue()));
        } else {
          out.append(node.isBoolean() ? Boolean.toString(node.booleanValue()) : "null");
        }
      }
    }
  }

  private void object(ObjectNode object) {
    // The order of String is that of its UTF-16 code units (RFC 8785 §3.2.3).
    Map<String, JsonNode> sorted = new TreeMap<>();
    object.forEachEntry(sorted::put);
    char separator = '{';
    for (Map.Entry<String, JsonNode> property : sorted.entrySet()) {
      out.append(separator);
      string(property.getKey());
      out.append(':');
      write(property.getValue());
      separator = ',';
    }
    out.append(sorted.isEmpty() ? "{}" : "}");
  }

  private void array(ArrayNode array) {
    out.append('[');
    for (int i = 0; i < array.size(); i++) {
      if (i > 0) {
        out.append(',');
      }
      write(array.get(i));
    }
    out.append(']');
  }

  private void string(String text) {
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      switch (c) {
        case '"', '\\' -> out.append('\\').append(c);
        case '\b' -> out.append("\\b");
        case '\t' -> out.append("\\t");
        case '\n' -> out.append("\\n");
        case '\f' -> out.append("\\f");
        case '\r' -> out.append("\\r");
        default -> {
          if (c < ' ') {
            out.append("\\u00").append(c < 0x10 ? '0' : '1').append(Character.forDigit(c & 15, 16));
          } else {
            i = character(text, i);
          }
        }
      }
    }
    out.append('"');
  }

  private int character(String text, int at) {
    int codePoint = text.codePointAt(at);
    if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
      throw new IllegalArgumentException("half of a surrogate pair is no text");
    }
    out.appendCodePoint(codePoint);
    return at + Character.charCount(codePoint) - 1;
  }

  /** A number as ECMAScript writes it (ECMA-262 §6.1.6.1.20). */
  static String number(double value) {
    if (!Double.isFinite(value)) {
      throw new IllegalArgumentException("a number that no double holds");
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal shortest = shortest(Math.abs(value)).stripTrailingZeros();
    String digits = shortest.unscaledValue().toString();
    int point = digits.length() - shortest.scale();
    String sign = value < 0 ? "-" : "";
    if (point > 21 || point < -5) {
      String fraction = digits.length() == 1 ? "" : "." + digits.substring(1);
      String exponent = (point > 0 ? "+" : "-") + Math.abs(point - 1);
      return sign + digits.charAt(0) + fraction + "e" + exponent;
    }
    return sign + shortest.toPlainString();
  }

  /** The shortest decimal that reads as the value; the JDK never gives fewer than two digits. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    if (decimal.precision() == 2) {
      for (RoundingMode mode : NEAREST_FIRST) {
        BigDecimal one = new BigDecimal(value).round(new MathContext(1, mode));
        if (one.doubleValue() == value) {
          return one;
        }
      }
    }
    return decimal;
  }
}
