package dev.hato.storage.testkit;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Sockets of the PostgreSQL driver ({@code ?socketFactory=…}) that halt this JVM right after it has
 * sent its n-th statement: the database runs it, nobody hears the answer, and nothing more is done.
 * The driver sends what belongs together, such as a begin and the statement after it, at once.
 */
public final class HaltingSockets extends SocketFactory {
  /** The exit code of a process that was halted here. */
  public static final int HALTED = 42;

  private static final String MESSAGES_OF_STATEMENTS = "QPBE";
  private static final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

  /** The same address, by such sockets. */
  public static String url(String url) {
    return url
        + (url.contains("?") ? "&" : "?")
        + "socketFactory="
        + HaltingSockets.class.getName();
  }

  /** Halts after so many statements from now on. */
  public static void haltAfter(long statements) {
    left.set(statements);
  }

  @Override
  public Socket createSocket() {
    return new Halting();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    throw new IOException("the driver connects its sockets itself");
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host, port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return createSocket(host.getHostName(), port);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return createSocket(host.getHostName(), port);
  }

  private static final class Halting extends Socket {
    @Override
    public OutputStream getOutputStream() throws IOException {
      return new Counted(super.getOutputStream());
    }
  }

  private static final class Counted extends FilterOutputStream {
    Counted(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
      out.write(bytes, from, length);
      if (length > 0
          && MESSAGES_OF_STATEMENTS.indexOf(bytes[from]) >= 0
          && left.decrementAndGet() == 0) {
        Runtime.getRuntime().halt(HALTED);
      }
    }
  }
}
