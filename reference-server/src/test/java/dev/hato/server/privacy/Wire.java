package dev.hato.server.privacy;

import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.httpsig.client.Exchange;
import dev.hato.server.http.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** Sends requests as each of the cast: with token and cookie, with a signature, or with nothing. */
final class Wire implements AutoCloseable {
  static final String ACTIVITY = "application/activity+json";
  private static final Pattern WORD = Pattern.compile("kanari[a-z]{4}");

  private final String base;
  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();
  private final Map<Viewer, Map<String, String>> credentials = new EnumMap<>(Viewer.class);
  private final Map<Viewer, RemoteInstance> homes = new EnumMap<>(Viewer.class);
  private final Map<Viewer, RemoteActor> actors = new EnumMap<>(Viewer.class);
  private int words;

  Wire(String base) {
    this.base = base;
  }

  /** An answer, headers by lower-case name. */
  record Answer(int status, Map<String, List<String>> headers, String body) {
    Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    JsonNode json() {
      return Json.mapper().readTree(body);
    }

    /** Every word that is looked for, in the body and in the headers. */
    Set<String> words() {
      Set<String> found = new TreeSet<>();
      Matcher matcher = WORD.matcher(body + headers);
      while (matcher.find()) {
        found.add(matcher.group());
      }
      return found;
    }

    /** What must be the same for what is hidden and what does not exist. */
    String shape(String id) {
      Map<String, List<String>> kept = new TreeMap<>(headers);
      String request = header("x-request-id").orElse("none");
      kept.keySet().removeAll(Set.of("date", "x-request-id", ":status"));
      return (status + " " + kept + "\n" + body).replace(request, "REQUEST").replace(id, "ID");
    }
  }

  /** A word that was never used. */
  String word() {
    int n = words++;
    return "kanari"
        + (char) ('a' + n / 676 / 26)
        + (char) ('a' + n / 676 % 26)
        + (char) ('a' + n / 26 % 26)
        + (char) ('a' + n % 26);
  }

  void join(Viewer viewer, String token, String cookie) {
    credentials.put(viewer, Map.of("Authorization", "Bearer " + token, "Cookie", cookie));
  }

  void join(Viewer viewer, RemoteActor actor, RemoteInstance home) {
    actors.put(viewer, actor);
    homes.put(viewer, home);
  }

  String token(Viewer viewer) {
    return credentials.get(viewer).get("Authorization").substring("Bearer ".length());
  }

  Answer get(Viewer viewer, String target, String accept) {
    if (viewer.isRemote()) {
      return signed(viewer, target);
    }
    return send(request(viewer, target).header("Accept", accept).GET());
  }

  private Answer signed(Viewer viewer, String target) {
    RemoteInstance home = homes.get(viewer);
    return switch (home.get(actors.get(viewer), base + target)) {
      case Exchange.Answered(int status, var headers, byte[] body, String _) ->
          new Answer(status, lower(headers), new String(body, StandardCharsets.UTF_8));
      case Exchange.Failed failed -> throw new AssertionError(target + ": " + failed);
    };
  }

  /** Sends JSON, or nothing for an empty text. */
  Answer send(Viewer viewer, String method, String target, String json) {
    return send(
        request(viewer, target)
            .header("Accept", "application/json")
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(json)));
  }

  /** The answer's JSON; fails when it is not a success. */
  JsonNode ok(Viewer viewer, String method, String target, String json) {
    Answer answer = send(viewer, method, target, json);
    if (answer.status() != 200) {
      throw new AssertionError(
          method + " " + target + " as " + viewer + ": " + answer.status() + " " + answer.body());
    }
    return answer.json();
  }

  JsonNode upload(Viewer viewer, String description, byte[] png) {
    String boundary = "matrixboundary";
    String head =
        """
        --%1$s\r
        Content-Disposition: form-data; name="description"\r
        \r
        %2$s\r
        --%1$s\r
        Content-Disposition: form-data; name="file"; filename="a.png"\r
        Content-Type: image/png\r
        \r
        """
            .formatted(boundary, description);
    byte[] tail = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    List<byte[]> parts = List.of(head.getBytes(StandardCharsets.UTF_8), png, tail);
    Answer answer =
        send(
            request(viewer, "/api/v2/media")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.ofByteArrays(parts)));
    if (answer.status() != 200) {
      throw new AssertionError("upload: " + answer);
    }
    return answer.json();
  }

  private HttpRequest.Builder request(Viewer viewer, String target) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + target)).timeout(Duration.ofSeconds(20));
    credentials.getOrDefault(viewer, Map.of()).forEach(request::header);
    return request;
  }

  private Answer send(HttpRequest.Builder request) {
    try {
      HttpResponse<byte[]> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      return new Answer(
          answer.statusCode(),
          lower(answer.headers().map()),
          new String(answer.body(), StandardCharsets.UTF_8));
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static Map<String, List<String>> lower(Map<String, List<String>> headers) {
    Map<String, List<String>> lower = new TreeMap<>();
    headers.forEach((name, values) -> lower.put(name.toLowerCase(java.util.Locale.ROOT), values));
    return lower;
  }

  @Override
  public void close() {
    client.close();
  }
}
