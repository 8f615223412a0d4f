package dev.hato.server.cli;

import java.io.PrintWriter;
import java.io.Writer;
import java.time.Duration;

/** What a command prints, to be awaited while it still runs. */
final class Spoken extends Writer {
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final StringBuilder text = new StringBuilder();

  PrintWriter printer() {
    return new PrintWriter(this, true);
  }

  @Override
  public synchronized void write(char[] characters, int from, int length) {
    text.append(characters, from, length);
    notifyAll();
  }

  /** The rest of the first line that begins so; fails the test after twenty seconds. */
  synchronized String await(String beginning) throws InterruptedException {
    long end = System.nanoTime() + LONGEST.toNanos();
    while (true) {
      for (String line : text.toString().split("\n", -1)) {
        if (line.startsWith(beginning)) {
          return line.substring(beginning.length());
        }
      }
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        throw new AssertionError("No line begins with " + beginning + " in:\n" + text);
      }
      wait(left);
    }
  }

  @Override
  public synchronized String toString() {
    return text.toString();
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
