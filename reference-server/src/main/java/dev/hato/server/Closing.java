package dev.hato.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first; one that fails does not keep the others open. */
final class Closing implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Closing.class);

  private final Deque<AutoCloseable> opened = new ArrayDeque<>();

  <T extends AutoCloseable> T add(T thing) {
    opened.push(thing);
    return thing;
  }

  @Override
  public void close() {
    while (!opened.isEmpty()) {
      AutoCloseable thing = opened.pop();
      try {
        thing.close();
      } catch (Exception e) {
        log.warn("{} did not close cleanly", thing.getClass().getSimpleName(), e);
      }
    }
  }
}
