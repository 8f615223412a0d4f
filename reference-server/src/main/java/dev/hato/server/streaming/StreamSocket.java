package dev.hato.server.streaming;

import dev.hato.server.kernel.Caller;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One open connection of one token, over either transport. What waits to be sent is bounded: a
 * client that reads too slowly is closed, it does not fill the heap (R22).
 */
abstract class StreamSocket {
  private static final int MOST_WAITING_BYTES = 1024 * 1024;
  private static final int MOST_WAITING = 512;
  private static final int MOST_STREAMS = 100;

  private final Hub hub;
  private final Caller.UserCaller caller;
  private final Map<List<String>, List<Hub.Interest>> streams = new HashMap<>();
  private final AtomicInteger waiting = new AtomicInteger();
  private final AtomicInteger waitingBytes = new AtomicInteger();

  StreamSocket(Hub hub, Caller.UserCaller caller) {
    this.hub = hub;
    this.caller = caller;
  }

  /** Puts an encoded event into the connection; {@link #sent} follows. */
  abstract void write(StreamEvent event, List<String> label);

  /** The size on the wire, for the bound. */
  abstract int size(StreamEvent event, List<String> label);

  /** Ends the connection because its token or account may not listen any more. */
  abstract void kill();

  /** Ends the connection because the client does not keep up. */
  abstract void abort();

  /** Ends the connection because the server stops. */
  abstract void goAway();

  /** Called at each beat of the clock: keeps the connection alive, or notices that it is dead. */
  abstract void beat(long count);

  final Caller.UserCaller caller() {
    return caller;
  }

  /** Listens to what may close it, before anything else. */
  final boolean enter() {
    if (!hub.enter(this)) {
      return false;
    }
    subscribe(
        List.of(),
        OpenStream.of(Topics.token(caller.tokenId()), Topics.account(caller.accountId())));
    return true;
  }

  /** A second subscription of the same label is ignored. */
  final synchronized void subscribe(List<String> label, OpenStream stream) {
    if (streams.containsKey(label) || streams.size() > MOST_STREAMS) {
      return;
    }
    List<Hub.Interest> interests = new ArrayList<>();
    for (String topic : stream.topics()) {
      Hub.Interest interest = new Hub.Interest(topic, this, label, stream.shows());
      interests.add(interest);
      hub.add(interest);
    }
    streams.put(label, interests);
  }

  final synchronized void unsubscribe(List<String> label) {
    List<Hub.Interest> interests = streams.remove(label);
    if (interests != null) {
      interests.forEach(hub::remove);
    }
  }

  /** The connection is gone; forgets everything. */
  final synchronized void left() {
    hub.leave(this);
    List.copyOf(streams.keySet()).forEach(this::unsubscribe);
  }

  final void send(StreamEvent event, List<String> label) {
    if (label.isEmpty()) {
      return;
    }
    int bytes = waitingBytes.addAndGet(size(event, label));
    if (waiting.incrementAndGet() > MOST_WAITING || bytes > MOST_WAITING_BYTES) {
      abort();
    } else {
      write(event, label);
    }
  }

  final void sent(int size) {
    waiting.decrementAndGet();
    waitingBytes.addAndGet(-size);
  }
}
