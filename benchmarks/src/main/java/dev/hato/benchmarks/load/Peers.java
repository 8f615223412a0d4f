package dev.hato.benchmarks.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * The servers around the one under test: one loopback address each, all on one port. They serve
 * documents and take what is posted, with as little work as can be.
 */
final class Peers implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final List<ServerSocket> doors = new ArrayList<>();
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final Visits visits;
  private final int port;

  /** What the peers do; called by many threads. */
  interface Visits {
    /** The JSON document at a path of a host; empty for 404. */
    Optional<byte[]> document(int host, String target);

    /** Something was posted; whether it is answered: no answer ever comes when not. */
    boolean posted(int host, String target, byte[] body);
  }

  Peers(int hosts, Visits visits) throws IOException {
    this.visits = visits;
    int shared = 0;
    for (int host = 0; host < hosts; host++) {
      ServerSocket door = new ServerSocket();
      door.bind(new InetSocketAddress(InetAddress.getByName(address(host)), shared), BACKLOG);
      shared = door.getLocalPort();
      doors.add(door);
    }
    this.port = shared;
    for (int host = 0; host < hosts; host++) {
      int number = host;
      Thread.ofVirtual().start(() -> accept(doors.get(number), number));
    }
  }

  private static String address(int host) {
    return "127.0." + (1 + host / 250) + "." + (1 + host % 250);
  }

  /** Address and port of a host. */
  String authority(int host) {
    return address(host) + ":" + port;
  }

  private void accept(ServerSocket door, int host) {
    while (!door.isClosed()) {
      try {
        Socket socket = door.accept();
        open.add(socket);
        threads.execute(() -> serve(socket, host));
      } catch (IOException e) {
        if (!door.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  private void serve(Socket socket, int host) {
    try (socket) {
      socket.setTcpNoDelay(true);
      InputStream in = new BufferedInputStream(socket.getInputStream());
      for (String first = line(in); !first.isEmpty(); first = line(in)) {
        answer(first.split(" "), in, socket.getOutputStream(), host);
      }
    } catch (IOException e) {
      // The other side hung up, as it may.
      open.remove(socket);
    }
    open.remove(socket);
  }

  private void answer(String[] request, InputStream in, OutputStream out, int host)
      throws IOException {
    int length = 0;
    for (String line = line(in); !line.isEmpty(); line = line(in)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length:")) {
        length = Integer.parseInt(line.substring(line.indexOf(':') + 1).trim());
      }
    }
    byte[] body = in.readNBytes(length);
    if (request[0].equals("POST")) {
      if (visits.posted(host, request[1], body)) {
        write(out, "202 Accepted", new byte[0]);
      }
    } else {
      Optional<byte[]> document = visits.document(host, request[1]);
      write(out, document.isPresent() ? "200 OK" : "404 Not Found", document.orElse(new byte[0]));
    }
  }

  private static void write(OutputStream out, String status, byte[] body) throws IOException {
    String head =
        "HTTP/1.1 %s\r\nContent-Type: application/activity+json\r\nContent-Length: %d\r\n\r\n"
            .formatted(status, body.length);
    byte[] start = head.getBytes(StandardCharsets.ISO_8859_1);
    byte[] all = java.util.Arrays.copyOf(start, start.length + body.length);
    System.arraycopy(body, 0, all, start.length, body.length);
    out.write(all);
    out.flush();
  }

  /** Empty at the end. */
  private static String line(InputStream in) throws IOException {
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\n'; c = in.read()) {
      if (c != '\r') {
        line.append((char) c);
      }
    }
    return line.toString();
  }

  @Override
  public void close() throws IOException {
    for (ServerSocket door : doors) {
      door.close();
    }
    for (Socket socket : open) {
      socket.close();
    }
    threads.shutdownNow();
  }
}
