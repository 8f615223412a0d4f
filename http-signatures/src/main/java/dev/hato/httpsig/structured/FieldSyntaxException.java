package dev.hato.httpsig.structured;

/** A text is no structured field; the message says what is wrong and where. */
public final class FieldSyntaxException extends Exception {
  private static final long serialVersionUID = 1L;

  FieldSyntaxException(String message) {
    super(message, null, false, false);
  }
}
