package dev.hato.server.http;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.ConnectionMetaData;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * Closes connections that do not bring whole request headers in time, however steadily their bytes
 * trickle (R22): so long for the first request, the idle time for each later one. Jetty's own idle
 * time-out only sees silence.
 */
final class HeaderDeadline extends Handler.Wrapper implements Connection.Listener {
  private final HttpLimits.Times times;
  private final Scheduler scheduler;
  private final Map<Connection, Long> deadlines = new ConcurrentHashMap<>();

  HeaderDeadline(Handler next, HttpLimits.Times times, Scheduler scheduler) {
    super(next);
    this.times = times;
    this.scheduler = scheduler;
  }

  @Override
  protected void doStart() throws Exception {
    super.doStart();
    next();
  }

  @Override
  public void onOpened(Connection connection) {
    if (connection instanceof ConnectionMetaData) {
      await(connection, times.headers());
    }
  }

  @Override
  public void onClosed(Connection connection) {
    deadlines.remove(connection);
  }

  @Override
  public boolean handle(Request request, Response response, Callback callback) throws Exception {
    Connection connection = request.getConnectionMetaData().getConnection();
    deadlines.remove(connection);
    Request.addCompletionListener(request, _ -> await(connection, times.idle()));
    return super.handle(request, response, callback);
  }

  private void await(Connection connection, Duration time) {
    if (isCurrent(connection)) {
      deadlines.put(connection, System.nanoTime() + time.toNanos());
    }
  }

  /** Not closed, and not upgraded to a WebSocket since. */
  private static boolean isCurrent(Connection connection) {
    EndPoint endPoint = connection.getEndPoint();
    return endPoint.isOpen() && endPoint.getConnection() == connection;
  }

  private void sweep() {
    long now = System.nanoTime();
    deadlines.forEach(
        (connection, deadline) -> {
          if (now - deadline > 0
              && deadlines.remove(connection, deadline)
              && isCurrent(connection)) {
            connection.getEndPoint().close();
          }
        });
    if (isRunning()) {
      next();
    }
  }

  private void next() {
    long period = Math.clamp(times.headers().toMillis() / 10, 10, 1000);
    scheduler.schedule(this::sweep, period, TimeUnit.MILLISECONDS);
  }
}
