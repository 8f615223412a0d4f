package dev.hato.server.streaming;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * Knows which sockets want which topics, and listens on the bus to exactly those. Dispatch runs in
 * the publisher's thread and only puts bytes into the sockets' queues.
 */
final class Hub implements AutoCloseable {
  private final StreamBus bus;
  private final Set<StreamSocket> sockets = ConcurrentHashMap.newKeySet();
  private final Map<String, Topic> topics = new HashMap<>();
  private boolean closed;

  Hub(StreamBus bus) {
    this.bus = bus;
  }

  /** One socket's interest in one topic. */
  static final class Interest {
    private final String topic;
    private final StreamSocket socket;
    private final List<String> label;
    private final Predicate<StreamEvent> shows;

    Interest(String topic, StreamSocket socket, List<String> label, Predicate<StreamEvent> shows) {
      this.topic = topic;
      this.socket = socket;
      this.label = label;
      this.shows = shows;
    }

    private void accept(StreamEvent event) {
      if (event.name().equals(Topics.KILL)) {
        socket.kill();
      } else if (shows.test(event)) {
        socket.send(event, label);
      }
    }
  }

  private static final class Topic {
    private final Set<Interest> interests = ConcurrentHashMap.newKeySet();
    private final StreamBus.Listening listening;

    Topic(StreamBus bus, String name) {
      listening = bus.listen(name, event -> interests.forEach(one -> one.accept(event)));
    }
  }

  /** Takes a socket in; false when the hub is closing. */
  synchronized boolean enter(StreamSocket socket) {
    if (closed) {
      return false;
    }
    sockets.add(socket);
    return true;
  }

  synchronized void add(Interest interest) {
    if (sockets.contains(interest.socket)) {
      topics.computeIfAbsent(interest.topic, name -> new Topic(bus, name)).interests.add(interest);
    }
  }

  synchronized void remove(Interest interest) {
    Topic topic = topics.get(interest.topic);
    if (topic != null && topic.interests.remove(interest) && topic.interests.isEmpty()) {
      topics.remove(interest.topic);
      topic.listening.close();
    }
  }

  synchronized void leave(StreamSocket socket) {
    sockets.remove(socket);
  }

  int socketCount() {
    return sockets.size();
  }

  synchronized int topicCount() {
    return topics.size();
  }

  void forEach(java.util.function.Consumer<StreamSocket> action) {
    sockets.forEach(action);
  }

  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    sockets.forEach(StreamSocket::goAway);
  }
}
