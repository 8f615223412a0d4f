package dev.hato.httpsig.client;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Handshake;
import okhttp3.Protocol;
import okio.AsyncTimeout;
import org.jspecify.annotations.Nullable;

/**
 * Cancels a call whose TLS handshake takes longer than its budget; OkHttp limits each read only.
 */
final class TlsDeadline extends EventListener {
  private final Duration budget;
  private @Nullable AsyncTimeout running;
  private volatile boolean passed;

  TlsDeadline(Duration budget) {
    this.budget = budget;
  }

  boolean passed() {
    return passed;
  }

  @Override
  public void secureConnectStart(Call call) {
    AsyncTimeout timeout =
        new AsyncTimeout() {
          @Override
          protected void timedOut() {
            passed = true;
            call.cancel();
          }
        };
    timeout.timeout(budget.toNanos(), TimeUnit.NANOSECONDS);
    timeout.enter();
    running = timeout;
  }

  @Override
  public void secureConnectEnd(Call call, @Nullable Handshake handshake) {
    stop();
  }

  @Override
  public void connectFailed(
      Call call,
      InetSocketAddress address,
      Proxy proxy,
      @Nullable Protocol protocol,
      IOException failure) {
    stop();
  }

  private void stop() {
    if (running != null) {
      running.exit();
      running = null;
    }
  }
}
