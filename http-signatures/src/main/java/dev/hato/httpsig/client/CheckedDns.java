package dev.hato.httpsig.client;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import okhttp3.Dns;

/**
 * Looks names up within a time budget and gives only addresses that may be dialled. One forbidden
 * address among the answers refuses the host: whoever controls the name is trying something.
 *
 * <p>The system's look-up cannot be interrupted and holds its thread, so it runs on platform
 * threads of its own; a dead name server cannot stop the virtual threads of the process.
 */
final class CheckedDns implements Dns, AutoCloseable {
  private static final int MAX_ADDRESSES = 4;
  private static final int THREADS = 32;
  private static final int WAITING = 1000;

  private final HostResolver resolver;
  private final AddressPolicy policy;
  private final Duration budget;
  private final ThreadPoolExecutor threads;

  CheckedDns(HostResolver resolver, AddressPolicy policy, Duration budget) {
    this.resolver = resolver;
    this.policy = policy;
    this.budget = budget;
    this.threads =
        new ThreadPoolExecutor(
            THREADS,
            THREADS,
            10,
            TimeUnit.SECONDS,
            new LinkedBlockingQueue<>(WAITING),
            Thread.ofPlatform().daemon().name("hato-dns-", 0).factory());
    threads.allowCoreThreadTimeOut(true);
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> addresses = resolve(host);
    for (InetAddress address : addresses) {
      if (!policy.permits(address)) {
        throw new ForbiddenAddressException(
            host + " has the address " + address.getHostAddress() + ", which may not be dialled");
      }
    }
    return firstOfEachFamily(addresses);
  }

  private List<InetAddress> resolve(String host) throws UnknownHostException {
    try {
      Future<List<InetAddress>> answer = threads.submit(() -> resolver.resolve(host));
      try {
        return answer.get(budget.toNanos(), TimeUnit.NANOSECONDS);
      } finally {
        answer.cancel(true);
      }
    } catch (TimeoutException e) {
      throw unknown(host + " was not looked up within " + budget.toMillis() + " ms", e);
    } catch (RejectedExecutionException e) {
      throw unknown(host + " was not looked up: too many look-ups are waiting", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw unknown("The look-up of " + host + " was interrupted", e);
    } catch (ExecutionException e) {
      throw unknown(host + " was not found", e.getCause() == null ? e : e.getCause());
    }
  }

  /** At most four, half of them of each family where both are there, in the resolver's order. */
  private static List<InetAddress> firstOfEachFamily(List<InetAddress> addresses) {
    long ipv4 = addresses.stream().filter(Inet4Address.class::isInstance).count();
    long ipv6 = addresses.size() - ipv4;
    long keep4 = Math.min(ipv4, Math.max(MAX_ADDRESSES / 2, MAX_ADDRESSES - ipv6));
    long keep6 = Math.min(ipv6, MAX_ADDRESSES - keep4);
    List<InetAddress> kept = new ArrayList<>(MAX_ADDRESSES);
    for (InetAddress address : addresses) {
      if (address instanceof Inet4Address ? keep4-- > 0 : keep6-- > 0) {
        kept.add(address);
      }
    }
    return kept;
  }

  private static UnknownHostException unknown(String message, Throwable cause) {
    UnknownHostException exception = new UnknownHostException(message);
    exception.initCause(cause);
    return exception;
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
