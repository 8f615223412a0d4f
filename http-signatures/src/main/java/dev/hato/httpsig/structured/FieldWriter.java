package dev.hato.httpsig.structured;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Member.Item;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * Writes structured fields in their one canonical form (RFC 9651 §4.1), which is also the form that
 * signatures are made of.
 *
 * <p>Every method throws {@link IllegalArgumentException} for a value that no field can hold.
 */
public final class FieldWriter {
  private static final long MOST = 999_999_999_999_999L;
  private static final int FRACTION_DIGITS = 3;
  private static final BigDecimal DECIMAL_LIMIT = BigDecimal.valueOf(1_000_000_000_000L);

  private final StringBuilder out = new StringBuilder();

  private FieldWriter() {}

  /** A dictionary; empty text for an empty one, which is not sent at all. */
  public static String write(Map<String, ? extends Member> dictionary) {
    FieldWriter writer = new FieldWriter();
    dictionary.forEach(
        (name, member) -> {
          writer.separate();
          writer.key(name);
          if (member instanceof Item(Bare value, Parameters parameters)
              && value.equals(Cursor.TRUE)) {
            writer.parameters(parameters);
          } else {
            writer.out.append('=');
            writer.member(member);
          }
        });
    return writer.out.toString();
  }

  /** A list; empty text for an empty one. */
  public static String write(List<? extends Member> list) {
    FieldWriter writer = new FieldWriter();
    for (Member member : list) {
      writer.separate();
      writer.member(member);
    }
    return writer.out.toString();
  }

  /** One member. */
  public static String write(Member member) {
    FieldWriter writer = new FieldWriter();
    writer.member(member);
    return writer.out.toString();
  }

  private void separate() {
    if (!out.isEmpty()) {
      out.append(", ");
    }
  }

  private void member(Member member) {
    switch (member) {
      case Item item -> item(item);
      case InnerList list -> {
        out.append('(');
        String blank = "";
        for (Item item : list.items()) {
          out.append(blank);
          item(item);
          blank = " ";
        }
        out.append(')');
        parameters(list.parameters());
      }
    }
  }

  private void item(Item item) {
    bare(item.value());
    parameters(item.parameters());
  }

  private void parameters(Parameters parameters) {
    parameters
        .values()
        .forEach(
            (name, value) -> {
              out.append(';');
              key(name);
              if (!value.equals(Cursor.TRUE)) {
                out.append('=');
                bare(value);
              }
            });
  }

  private void key(String name) {
    require(!name.isEmpty() && Syntax.startsKey(name.charAt(0)), "a name", name);
    for (int i = 1; i < name.length(); i++) {
      require(Syntax.continuesKey(name.charAt(i)), "a name", name);
    }
    out.append(name);
  }

  private void bare(Bare bare) {
    switch (bare) {
      case Bare.Int(long value) -> integer(value);
      case Bare.Dec(BigDecimal value) -> decimal(value);
      case Bare.Text(String value) -> text(value);
      case Bare.Token(String value) -> token(value);
      case Bare.Bytes(byte[] value) ->
          out.append(':').append(Base64.getEncoder().encodeToString(value)).append(':');
      case Bare.Bool(boolean value) -> out.append(value ? "?1" : "?0");
      case Bare.Date(long seconds) -> {
        out.append('@');
        integer(seconds);
      }
      case Bare.Display(String value) -> display(value);
    }
  }

  private void integer(long value) {
    require(value >= -MOST && value <= MOST, "an integer", value);
    out.append(value);
  }

  private void decimal(BigDecimal value) {
    BigDecimal rounded = value.setScale(FRACTION_DIGITS, RoundingMode.HALF_EVEN);
    require(rounded.abs().compareTo(DECIMAL_LIMIT) < 0, "a decimal", value);
    BigDecimal shortest = rounded.stripTrailingZeros();
    out.append(
        shortest.scale() < 1 ? shortest.setScale(1).toPlainString() : shortest.toPlainString());
  }

  private void text(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      require(Syntax.isPrintable(c), "a string", value);
      if (c == '"' || c == '\\') {
        out.append('\\');
      }
      out.append(c);
    }
    out.append('"');
  }

  private void token(String value) {
    require(!value.isEmpty() && Syntax.startsToken(value.charAt(0)), "a token", value);
    for (int i = 1; i < value.length(); i++) {
      require(Syntax.continuesToken(value.charAt(i)), "a token", value);
    }
    out.append(value);
  }

  private void display(String value) {
    out.append("%\"");
    for (byte b : value.getBytes(UTF_8)) {
      char c = (char) (b & 0xff);
      if (Syntax.isPrintable(c) && c != '%' && c != '"') {
        out.append(c);
      } else {
        out.append('%')
            .append(Character.forDigit(c >> 4, 16))
            .append(Character.forDigit(c & 15, 16));
      }
    }
    out.append('"');
  }

  private static void require(boolean fits, String kind, Object value) {
    if (!fits) {
      throw new IllegalArgumentException("A structured field cannot hold " + value + " as " + kind);
    }
  }
}
