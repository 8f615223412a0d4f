package dev.hato.server.streaming;

import dev.hato.server.kernel.Caller;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;
import org.jspecify.annotations.Nullable;

/**
 * A stream as server-sent events: an answer that does not end. Holds no thread while nothing
 * happens.
 */
final class EventStream extends StreamSocket {
  private static final byte[] HELLO = ":)\n".getBytes(StandardCharsets.UTF_8);
  private static final byte[] THUMP = ":thump\n".getBytes(StandardCharsets.UTF_8);

  private final Response response;
  private final Callback callback;
  private final Queue<Chunk> queue = new ArrayDeque<>();
  private final Flusher flusher = new Flusher();
  private boolean ending;

  /** Bytes, and whether they count against the bound. */
  private record Chunk(byte[] bytes, boolean counted) {}

  EventStream(Hub hub, Caller.UserCaller caller, Response response, Callback callback) {
    super(hub, caller);
    this.response = response;
    this.callback = callback;
  }

  void begin() {
    response.setStatus(200);
    response.getHeaders().put("Content-Type", "text/event-stream");
    response.getHeaders().put("Cache-Control", "private, no-store");
    response.getHeaders().put("X-Accel-Buffering", "no");
    put(new Chunk(HELLO, false));
  }

  @Override
  int size(StreamEvent event, List<String> label) {
    return event.serverSent().length;
  }

  @Override
  void write(StreamEvent event, List<String> label) {
    put(new Chunk(event.serverSent(), true));
  }

  @Override
  void beat(long count) {
    put(new Chunk(THUMP, false));
  }

  @Override
  void kill() {
    left();
    synchronized (queue) {
      queue.clear();
    }
    end();
  }

  @Override
  void goAway() {
    end();
  }

  @Override
  void abort() {
    left();
    response
        .getRequest()
        .getConnectionMetaData()
        .getConnection()
        .getEndPoint()
        .close(new IOException("The client of a stream reads too slowly"));
  }

  private void end() {
    synchronized (queue) {
      ending = true;
    }
    flusher.iterate();
  }

  private void put(Chunk chunk) {
    synchronized (queue) {
      if (ending) {
        return;
      }
      queue.add(chunk);
    }
    flusher.iterate();
  }

  /** Writes one chunk after the other, and ends the answer when it is told to. */
  private final class Flusher extends IteratingCallback {
    private @Nullable Chunk current;

    @Override
    protected Action process() {
      boolean last;
      synchronized (queue) {
        current = queue.poll();
        last = current == null && ending;
      }
      if (current == null && !last) {
        return Action.IDLE;
      }
      if (last) {
        return Action.SUCCEEDED;
      }
      response.write(false, ByteBuffer.wrap(current.bytes()), this);
      return Action.SCHEDULED;
    }

    @Override
    protected void onSuccess() {
      Chunk done = current;
      if (done != null && done.counted()) {
        sent(done.bytes().length);
      }
    }

    @Override
    protected void onCompleteSuccess() {
      left();
      callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
      left();
      callback.failed(cause);
    }
  }
}
