package dev.hato.server.cli;

/** A command was called in a way that makes no sense; exit code 2. */
final class UsageFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UsageFailure(String message) {
    super(message);
  }
}
