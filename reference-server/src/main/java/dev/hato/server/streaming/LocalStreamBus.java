package dev.hato.server.streaming;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The bus of one process. Safe for many threads. */
public final class LocalStreamBus implements StreamBus {
  private static final Logger log = LoggerFactory.getLogger(LocalStreamBus.class);

  private final Map<String, Set<Consumer<StreamEvent>>> topics = new ConcurrentHashMap<>();

  @Override
  public void publish(String topic, StreamEvent event) {
    for (Consumer<StreamEvent> listener : topics.getOrDefault(topic, Set.of())) {
      try {
        listener.accept(event);
      } catch (RuntimeException e) {
        log.warn("A listener of {} failed on {}", topic, event.name(), e);
      }
    }
  }

  @Override
  public boolean isHeard(String topic) {
    return topics.containsKey(topic);
  }

  @Override
  public boolean isSilent() {
    return topics.isEmpty();
  }

  @Override
  public Listening listen(String topic, Consumer<StreamEvent> listener) {
    topics.compute(
        topic,
        (_, before) -> {
          Set<Consumer<StreamEvent>> all = before == null ? ConcurrentHashMap.newKeySet() : before;
          all.add(listener);
          return all;
        });
    return () ->
        topics.computeIfPresent(
            topic,
            (_, all) -> {
              all.remove(listener);
              return all.isEmpty() ? null : all;
            });
  }
}
