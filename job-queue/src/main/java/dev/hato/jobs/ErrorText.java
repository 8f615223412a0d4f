package dev.hato.jobs;

/** The text that is kept with a job that failed: short, and such that every store can keep it. */
final class ErrorText {
  private static final int MAX_LENGTH = 1_000;

  private ErrorText() {}

  static String of(Throwable failure) {
    String message = failure.getMessage();
    String name = failure.getClass().getName();
    return clean(message == null ? name : name + ": " + message);
  }

  /** Databases refuse the NUL character, and nobody reads a megabyte. */
  static String clean(String text) {
    String shown = text.length() <= MAX_LENGTH ? text : text.substring(0, MAX_LENGTH) + "…";
    return shown.replace('\0', '�');
  }
}
