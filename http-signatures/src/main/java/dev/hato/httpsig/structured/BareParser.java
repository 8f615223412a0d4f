package dev.hato.httpsig.structured;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Base64;

/** Reads one value: the kind is known by its first character (RFC 9651 §4.2.3.1). */
final class BareParser {
  private static final int INTEGER_DIGITS = 15;
  private static final int WHOLE_DIGITS = 12;
  private static final int FRACTION_DIGITS = 3;

  private final Cursor in;

  BareParser(Cursor in) {
    this.in = in;
  }

  Bare value() throws FieldSyntaxException {
    char first = in.peek();
    if (first == '-' || Syntax.isDigit(first)) {
      return number();
    }
    if (Syntax.startsToken(first)) {
      return token();
    }
    return switch (in.next()) {
      case '"' -> new Bare.Text(text());
      case ':' -> new Bare.Bytes(bytes());
      case '?' -> new Bare.Bool(bool());
      case '@' -> date();
      case '%' -> new Bare.Display(display());
      default -> throw in.wrong("no value begins like this");
    };
  }

  private Bare number() throws FieldSyntaxException {
    int start = in.position();
    in.take('-');
    int whole = digits();
    if (whole == 0) {
      throw in.wrong("there should be a digit");
    }
    if (!in.take('.')) {
      requireAtMost(INTEGER_DIGITS, whole);
      return new Bare.Int(Long.parseLong(in.since(start)));
    }
    int fraction = digits();
    requireAtMost(WHOLE_DIGITS, whole);
    requireAtMost(FRACTION_DIGITS, fraction);
    if (fraction == 0) {
      throw in.wrong("there should be a digit behind the point");
    }
    return new Bare.Dec(new BigDecimal(in.since(start)));
  }

  private int digits() {
    int start = in.position();
    in.skipWhile(Syntax::isDigit);
    return in.position() - start;
  }

  private void requireAtMost(int limit, int digits) throws FieldSyntaxException {
    if (digits > limit) {
      throw in.wrong("the number has too many digits");
    }
  }

  private Bare token() {
    int start = in.position();
    in.skipWhile(Syntax::continuesToken);
    return new Bare.Token(in.since(start));
  }

  private String text() throws FieldSyntaxException {
    StringBuilder text = new StringBuilder();
    while (true) {
      char c = in.next();
      switch (c) {
        case '"' -> {
          return text.toString();
        }
        case '\\' -> {
          char escaped = in.next();
          if (escaped != '"' && escaped != '\\') {
            throw in.wrong("only quotes and backslashes are escaped");
          }
          text.append(escaped);
        }
        default -> text.append(printable(c));
      }
    }
  }

  private char printable(char c) throws FieldSyntaxException {
    if (!Syntax.isPrintable(c)) {
      throw in.wrong("the character is not allowed between quotes");
    }
    return c;
  }

  private byte[] bytes() throws FieldSyntaxException {
    String base64 = in.until(':');
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw in.wrong("the bytes are not base64");
    }
  }

  private boolean bool() throws FieldSyntaxException {
    return switch (in.next()) {
      case '0' -> false;
      case '1' -> true;
      default -> throw in.wrong("a boolean is ?0 or ?1");
    };
  }

  private Bare date() throws FieldSyntaxException {
    if (number() instanceof Bare.Int(long seconds)) {
      return new Bare.Date(seconds);
    }
    throw in.wrong("a date has whole seconds");
  }

  private String display() throws FieldSyntaxException {
    in.require('"');
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    while (true) {
      char c = in.next();
      switch (c) {
        case '"' -> {
          return utf8(bytes.toByteArray());
        }
        case '%' -> bytes.write(hex(in.next()) << 4 | hex(in.next()));
        default -> bytes.write(printable(c));
      }
    }
  }

  private int hex(char c) throws FieldSyntaxException {
    int digit = "0123456789abcdef".indexOf(c);
    if (digit < 0) {
      throw in.wrong("a percent sign is followed by two small hexadecimal digits");
    }
    return digit;
  }

  private String utf8(byte[] bytes) throws FieldSyntaxException {
    try {
      return UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException e) {
      throw in.wrong("the text is not UTF-8");
    }
  }
}
