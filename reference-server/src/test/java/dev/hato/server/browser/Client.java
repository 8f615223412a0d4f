package dev.hato.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.http.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** An application that uses the API, first for itself and then with a person's token. */
record Client(String base, String id, String secret, String token) {
  static final String OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob";
  private static final String BOUNDARY = "hato-boundary";

  /** Registers an application; it has no token yet. */
  static Client register(Town town, String name, String redirectUri) throws Exception {
    Client nobody = new Client(town.base(), "", "", "");
    JsonNode app =
        nobody.post(
            "/api/v1/apps",
            Map.of(
                "client_name",
                name,
                "redirect_uris",
                redirectUri,
                "scopes",
                "read write follow",
                "website",
                "https://reader.example/about/a/rather/long/address?of=the-application"));
    return new Client(
        town.base(), app.get("client_id").asString(), app.get("client_secret").asString(), "");
  }

  /** Where the person is sent to say yes or no. */
  String authorizePath(String redirectUri, String state) {
    return "/oauth/authorize?"
        + encoded(
            Map.of(
                "response_type", "code",
                "client_id", id,
                "redirect_uri", redirectUri,
                "scope", "read write follow",
                "state", state));
  }

  /** The application with a person's token in exchange for a code. */
  Client withCode(String code, String redirectUri) throws Exception {
    JsonNode answer =
        post(
            "/oauth/token",
            Map.of(
                "grant_type", "authorization_code",
                "client_id", id,
                "client_secret", secret,
                "redirect_uri", redirectUri,
                "code", code));
    return new Client(base, id, secret, answer.get("access_token").asString());
  }

  JsonNode get(String path) throws Exception {
    return answer(send(request(path).GET()));
  }

  int statusOf(String path) throws Exception {
    return send(request(path).GET()).statusCode();
  }

  JsonNode post(String path, Map<String, String> fields) throws Exception {
    return answer(
        send(
            request(path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(encoded(fields)))));
  }

  /** Sends a PNG file with one more field: {@code PATCH} for profiles, {@code POST} for media. */
  JsonNode send(String method, String path, Part file, Map<String, String> fields)
      throws Exception {
    var body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      part(
          body,
          "name=\"" + field.getKey() + "\"",
          field.getValue().getBytes(StandardCharsets.UTF_8));
    }
    part(body, "name=\"" + file.name() + "\"; filename=\"a.png\"", file.bytes());
    body.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return answer(
        send(
            request(path)
                .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body.toByteArray()))));
  }

  record Part(String name, byte[] bytes) {}

  private static void part(ByteArrayOutputStream body, String disposition, byte[] bytes) {
    String head =
        "--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n";
    body.writeBytes(head.getBytes(StandardCharsets.UTF_8));
    body.writeBytes(bytes);
    body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
  }

  private HttpRequest.Builder request(String path) {
    HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(base + path));
    return token.isEmpty() ? builder : builder.header("Authorization", "Bearer " + token);
  }

  private static HttpResponse<String> send(HttpRequest.Builder request)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private static JsonNode answer(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return Json.mapper().readTree(response.body());
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
