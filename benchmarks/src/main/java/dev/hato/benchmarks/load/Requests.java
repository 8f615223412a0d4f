package dev.hato.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes requests as the bytes that go over the wire. */
final class Requests {
  private Requests() {}

  static byte[] get(String authority, String target, Map<String, String> headers) {
    return bytes("GET", authority, target, headers, new byte[0]);
  }

  static byte[] post(String authority, String target, Map<String, String> headers, byte[] body) {
    return bytes("POST", authority, target, headers, body);
  }

  private static byte[] bytes(
      String method, String authority, String target, Map<String, String> headers, byte[] body) {
    StringBuilder head = new StringBuilder(method + " " + target + " HTTP/1.1\r\n");
    head.append("Host: ").append(authority).append("\r\n");
    headers.forEach((name, value) -> head.append(name + ": " + value + "\r\n"));
    if (method.equals("POST")) {
      head.append("Content-Length: ").append(body.length).append("\r\n");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.writeBytes(head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1));
    bytes.writeBytes(body);
    return bytes.toByteArray();
  }
}
