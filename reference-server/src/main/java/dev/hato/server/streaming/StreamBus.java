package dev.hato.server.streaming;

import java.util.function.Consumer;

/**
 * Port: carries events from where they happen to the hubs that have sockets. The one at-most-once
 * path: an event is lost when nobody listens or the process ends.
 */
public interface StreamBus {
  /** Tells everybody who listens to the topic. Does not wait for clients. */
  void publish(String topic, StreamEvent event);

  /** Whether anybody listens: nothing needs to be rendered for people who are away. */
  boolean isHeard(String topic);

  /** Whether nobody listens to anything. */
  boolean isSilent();

  /**
   * Calls the listener for each event of the topic until the handle is closed. It must not block.
   */
  Listening listen(String topic, Consumer<StreamEvent> listener);

  /** Ends a listener. */
  interface Listening extends AutoCloseable {
    @Override
    void close();
  }
}
