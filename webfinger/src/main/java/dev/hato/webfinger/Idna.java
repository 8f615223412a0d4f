package dev.hato.webfinger;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * Brings a host name into the one form in which hosts are compared: lower-case A-labels (RFC 5891).
 *
 * <p>Nothing is mapped away: a name with characters that IDNA2008 does not permit (full-width
 * letters, zero-width characters, symbols) is refused, and the German ß stays itself, so that two
 * different spellings never become one host. Only the ideographic full stops, which Japanese input
 * methods produce, count as dots (RFC 5895 §2.4).
 */
final class Idna {
  private static final int LONGEST_HOST = 253;
  private static final int LONGEST_LABEL = 63;
  private static final int KATAKANA_MIDDLE_DOT = 0x30FB;
  private static final int IDEOGRAPHIC_ZERO = 0x3007;

  private Idna() {}

  /** The A-label form; empty when the name is no host name. */
  static Optional<String> toAscii(String host) {
    String dotted = host.replace('\u3002', '.').replace('\uFF0E', '.').replace('\uFF61', '.');
    String normal = Normalizer.normalize(dotted.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    StringBuilder ascii = new StringBuilder(normal.length());
    for (String label : normal.split("\\.", -1)) {
      if (!permitted(label)) {
        return Optional.empty();
      }
      String encoded = isAscii(label) ? label : "xn--" + Punycode.encode(label);
      if (encoded.length() > LONGEST_LABEL) {
        return Optional.empty();
      }
      ascii.append(ascii.isEmpty() ? "" : ".").append(encoded);
    }
    return ascii.length() > LONGEST_HOST ? Optional.empty() : Optional.of(ascii.toString());
  }

  private static boolean permitted(String label) {
    if (label.isEmpty() || label.length() > LONGEST_LABEL) {
      return false;
    }
    if (label.startsWith("-") || label.endsWith("-")) {
      return false;
    }
    boolean unicode = !isAscii(label);
    boolean claimsToBeEncoded = label.length() > 3 && label.startsWith("--", 2);
    if (unicode && (claimsToBeEncoded || isMark(label.codePointAt(0)))) {
      return false;
    }
    return label.codePoints().allMatch(c -> c < 0x80 ? isLdh(c) : isPermitted(c, label));
  }

  private static boolean isLdh(int c) {
    return c >= 'a' && c <= 'z' || c >= '0' && c <= '9' || c == '-';
  }

  private static boolean isPermitted(int c, String label) {
    if (c == KATAKANA_MIDDLE_DOT) {
      return label.codePoints().anyMatch(Idna::isJapanese);
    }
    boolean stable =
        new String(Character.toChars(c))
            .equals(Normalizer.normalize(Character.toString(c), Normalizer.Form.NFKC));
    return c == IDEOGRAPHIC_ZERO
        || stable
            && switch (Character.getType(c)) {
              case Character.LOWERCASE_LETTER,
                  Character.OTHER_LETTER,
                  Character.MODIFIER_LETTER,
                  Character.NON_SPACING_MARK,
                  Character.COMBINING_SPACING_MARK,
                  Character.DECIMAL_DIGIT_NUMBER ->
                  true;
              default -> false;
            };
  }

  private static boolean isMark(int c) {
    int type = Character.getType(c);
    return type == Character.NON_SPACING_MARK || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isJapanese(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return c != KATAKANA_MIDDLE_DOT
        && (script == Character.UnicodeScript.HAN
            || script == Character.UnicodeScript.HIRAGANA
            || script == Character.UnicodeScript.KATAKANA);
  }

  private static boolean isAscii(String label) {
    return label.chars().allMatch(c -> c < 0x80);
  }
}
