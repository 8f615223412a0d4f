package dev.hato.httpsig.structured;

import java.util.function.Predicate;

/** A place in a text that moves forward while it is read. */
final class Cursor {
  /** What a name without a value means (RFC 9651 §3.1.2). */
  static final Bare TRUE = new Bare.Bool(true);

  private final String text;
  private int at;

  Cursor(String text) {
    this.text = text;
  }

  boolean atEnd() {
    return at == text.length();
  }

  int position() {
    return at;
  }

  /** The next character, or {@link Syntax#END}. */
  char peek() {
    return atEnd() ? Syntax.END : text.charAt(at);
  }

  char next() throws FieldSyntaxException {
    if (atEnd()) {
      throw wrong("it ends too early");
    }
    return text.charAt(at++);
  }

  boolean take(char expected) {
    if (peek() != expected || atEnd()) {
      return false;
    }
    at++;
    return true;
  }

  void require(char expected) throws FieldSyntaxException {
    if (!take(expected)) {
      throw wrong("there should be a " + expected);
    }
  }

  void skipBlanks() {
    skipWhile(c -> c == ' ');
  }

  void skipBlanksAndTabs() {
    skipWhile(c -> c == ' ' || c == '\t');
  }

  void skipWhile(Predicate<Character> wanted) {
    while (!atEnd() && wanted.test(text.charAt(at))) {
      at++;
    }
  }

  /** The text from a place to the next of a character, which is skipped. */
  String until(char end) throws FieldSyntaxException {
    int found = text.indexOf(end, at);
    if (found < 0) {
      throw wrong("there is no closing " + end);
    }
    String passed = text.substring(at, found);
    at = found + 1;
    return passed;
  }

  String since(int start) {
    return text.substring(start, at);
  }

  FieldSyntaxException wrong(String what) {
    return new FieldSyntaxException("Not a structured field at character " + at + ": " + what);
  }
}
