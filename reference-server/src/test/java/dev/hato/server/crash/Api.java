package dev.hato.server.crash;

import dev.hato.server.http.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/** The API as a person's client uses it. */
final class Api {
  private static final int UNAVAILABLE = 503;
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String base;
  private final String token;

  Api(String base, String token) {
    this.base = base;
    this.token = token;
  }

  /**
   * Posts a text; the key may be empty. No answer, and the answer of a server that is ending, are
   * an {@link IOException}.
   */
  HttpResponse<String> post(String text, String key) throws IOException, InterruptedException {
    HttpRequest.Builder request = request("/api/v1/statuses");
    if (!key.isEmpty()) {
      request.header("Idempotency-Key", key);
    }
    return answer(form(request, "status=" + encode(text)));
  }

  /** Does what needs no more than an address, as {@link #post}. */
  HttpResponse<String> act(String path) throws IOException, InterruptedException {
    return answer(form(request(path), ""));
  }

  private HttpResponse<String> answer(HttpRequest request)
      throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
    if (answer.statusCode() == UNAVAILABLE) {
      throw new IOException("the server is ending: " + answer.headers().map());
    }
    return answer;
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    HttpResponse<String> answer = client.send(request(path).GET().build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) {
      throw new AssertionError(path + " gives " + answer.statusCode() + " " + answer.body());
    }
    return Json.mapper().readTree(answer.body());
  }

  /** Every entry of a list, page by page. */
  List<JsonNode> all(String path) throws IOException, InterruptedException {
    List<JsonNode> all = new ArrayList<>();
    String first = path + (path.contains("?") ? "&" : "?") + "limit=40";
    JsonNode page = get(first);
    while (!page.isEmpty()) {
      page.forEach(all::add);
      page = get(first + "&max_id=" + all.getLast().get("id").asString());
    }
    return all;
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .timeout(LONGEST)
        .header("Authorization", "Bearer " + token);
  }

  private static HttpRequest form(HttpRequest.Builder request, String body) {
    return request
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
