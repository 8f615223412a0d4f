package dev.hato.server.streaming;

import dev.hato.server.http.Json;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.websocket.core.CloseStatus;
import org.eclipse.jetty.websocket.core.CoreSession;
import org.eclipse.jetty.websocket.core.Frame;
import org.eclipse.jetty.websocket.core.FrameHandler;
import org.eclipse.jetty.websocket.core.OpCode;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket that carries any number of streams, which its client adds and removes by messages.
 */
final class WebSocketStream extends StreamSocket implements FrameHandler {
  private static final int BAD_DATA = 1003;
  private static final int MOST_MESSAGE_BYTES = 16 * 1024;
  private static final int BEATS_PER_PING = 2;

  private final Consumer<WebSocketStream> opened;
  private final ClientMessages messages;
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private volatile @Nullable CoreSession session;
  private volatile boolean ponged = true;

  WebSocketStream(
      Hub hub,
      Caller.UserCaller caller,
      ClientMessages messages,
      Consumer<WebSocketStream> opened) {
    super(hub, caller);
    this.messages = messages;
    this.opened = opened;
  }

  @Override
  public void onOpen(CoreSession coreSession, Callback callback) {
    session = coreSession;
    if (enter()) {
      opened.accept(this);
    } else {
      goAway();
    }
    callback.succeeded();
    coreSession.demand();
  }

  @Override
  public void onFrame(Frame frame, Callback callback) {
    switch (frame.getOpCode()) {
      case OpCode.TEXT, OpCode.CONTINUATION -> text(frame);
      case OpCode.BINARY -> close(BAD_DATA, "Binary messages are not supported");
      case OpCode.PING ->
          frame(new Frame(OpCode.PONG, BufferUtil.copy(frame.getPayload())), Callback.NOOP);
      case OpCode.PONG -> ponged = true;
      default -> {
        // CLOSE: the session answers it by itself.
      }
    }
    callback.succeeded();
    CoreSession current = session;
    if (current != null) {
      current.demand();
    }
  }

  private void text(Frame frame) {
    byte[] part = BufferUtil.toArray(frame.getPayload());
    if (message.size() + part.length > MOST_MESSAGE_BYTES) {
      close(CloseStatus.MESSAGE_TOO_LARGE, "The message is too large");
      return;
    }
    message.writeBytes(part);
    if (frame.isFin()) {
      String whole = message.toString(StandardCharsets.UTF_8);
      message.reset();
      messages.handle(whole, this);
    }
  }

  @Override
  public void onError(Throwable cause, Callback callback) {
    callback.succeeded();
  }

  @Override
  public void onClosed(CloseStatus closeStatus, Callback callback) {
    left();
    callback.succeeded();
  }

  @Override
  int size(StreamEvent event, List<String> label) {
    return event.message(label).length;
  }

  @Override
  void write(StreamEvent event, List<String> label) {
    byte[] bytes = event.message(label);
    frame(
        new Frame(OpCode.TEXT, ByteBuffer.wrap(bytes)),
        Callback.from(() -> sent(bytes.length), _ -> abort()));
  }

  /** Tells the client that a message of its own was refused; the socket stays open. */
  void refuse(Problem problem, boolean withStatus) {
    Map<String, Object> error =
        withStatus
            ? Map.of("error", problem.publicText(), "status", problem.status())
            : Map.of("error", problem.publicText());
    frame(new Frame(OpCode.TEXT, ByteBuffer.wrap(Json.write(error))), Callback.NOOP);
  }

  @Override
  void beat(long count) {
    if (count % BEATS_PER_PING != 0) {
      return;
    }
    if (!ponged) {
      abort();
      return;
    }
    ponged = false;
    frame(new Frame(OpCode.PING), Callback.NOOP);
  }

  @Override
  void kill() {
    close(CloseStatus.POLICY_VIOLATION, "The access token is no longer valid");
  }

  @Override
  void goAway() {
    close(CloseStatus.SHUTDOWN, "The server stops");
  }

  @Override
  void abort() {
    CoreSession current = session;
    if (current != null) {
      current.abort();
    }
  }

  /** Silence at once; the client's answer to the close is not waited for. */
  private void close(int code, String reason) {
    left();
    CoreSession current = session;
    if (current != null) {
      current.close(code, reason, Callback.NOOP);
    }
  }

  private void frame(Frame frame, Callback callback) {
    CoreSession current = session;
    if (current != null) {
      current.sendFrame(frame, callback, false);
    }
  }
}
