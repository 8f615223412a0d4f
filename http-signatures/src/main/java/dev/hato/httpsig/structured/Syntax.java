package dev.hato.httpsig.structured;

/** Which characters may stand where (RFC 9651 §3, §4). */
final class Syntax {
  /** What a cursor shows behind the last character. */
  static final char END = '\uffff';

  private Syntax() {}

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  static boolean startsKey(char c) {
    return (c >= 'a' && c <= 'z') || c == '*';
  }

  static boolean continuesKey(char c) {
    return startsKey(c) || isDigit(c) || c == '_' || c == '-' || c == '.';
  }

  static boolean startsToken(char c) {
    return isLetter(c) || c == '*';
  }

  static boolean continuesToken(char c) {
    return isLetter(c) || isDigit(c) || "!#$%&'*+-.^_`|~:/".indexOf(c) >= 0;
  }

  static boolean isPrintable(char c) {
    return c >= ' ' && c <= '~';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }
}
