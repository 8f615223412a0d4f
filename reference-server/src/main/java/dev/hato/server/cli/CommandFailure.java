package dev.hato.server.cli;

/** A command could not do its work; the message is the one sentence that is printed. */
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1L;

  CommandFailure(String message) {
    super(message);
  }
}
