package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A scripted server that shows the very bytes that came and sends the very bytes it is told. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final Script script;
  private final List<Received> requests = new CopyOnWriteArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();

  RawServer(ServerSocket socket, Script script) {
    this.socket = socket;
    this.script = script;
    Thread.ofVirtual().start(this::accept);
  }

  static RawServer start(Script script) {
    return start("127.0.0.1", script);
  }

  static RawServer start(String address, Script script) {
    try {
      return new RawServer(new ServerSocket(0, 50, InetAddress.getByName(address)), script);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  /** Answers every request with the same text. */
  static RawServer answering(String answer) {
    return start((request, out) -> out.write(answer.getBytes(ISO_8859_1)));
  }

  static String ok(String body, String... headers) {
    return answer("200 OK", body, headers);
  }

  static String redirect(int status, String location) {
    return answer(status + " Elsewhere", "", "Location: " + location);
  }

  static String answer(String status, String body, String... headers) {
    String lines = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return "HTTP/1.1 %s\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(status, lines, body.length(), body);
  }

  String authority() {
    return socket.getInetAddress().getHostAddress() + ":" + port();
  }

  int port() {
    return socket.getLocalPort();
  }

  String url(String path) {
    return "http://" + authority() + path;
  }

  List<Received> requests() {
    return requests;
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private void accept() {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        connections.incrementAndGet();
        Thread.ofVirtual().start(() -> serve(connection));
      } catch (IOException e) {
        return; // the test closed the server
      }
    }
  }

  private void serve(Socket connection) {
    try (connection) {
      InputStream in = new BufferedInputStream(connection.getInputStream());
      for (Received request = read(in); request != null; request = read(in)) {
        requests.add(request);
        script.answer(request, connection.getOutputStream());
        connection.getOutputStream().flush();
      }
    } catch (IOException | InterruptedException e) {
      return; // the client went away, as many tests want it to
    }
  }

  private static Received read(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      int next = in.read();
      if (next < 0) {
        return null;
      }
      head.append((char) next);
    }
    Received headOnly = new Received(head.toString(), new byte[0]);
    List<String> length = headOnly.header("content-length");
    return length.isEmpty()
        ? headOnly
        : new Received(head.toString(), in.readNBytes(Integer.parseInt(length.getFirst())));
  }

  interface Script {
    void answer(Received request, OutputStream out) throws IOException, InterruptedException;
  }

  record Received(String head, byte[] body) {
    String requestLine() {
      return head.substring(0, head.indexOf("\r\n"));
    }

    String target() {
      return requestLine().split(" ")[1];
    }

    List<String> header(String name) {
      String start = name.toLowerCase(Locale.ROOT) + ":";
      return head.lines()
          .skip(1)
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(start))
          .map(line -> line.substring(start.length()).strip())
          .toList();
    }
  }
}
