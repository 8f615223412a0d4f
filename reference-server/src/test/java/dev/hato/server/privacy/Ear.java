package dev.hato.server.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Hears one stream by server-sent events, or several by one WebSocket, until {@link #END}. */
final class Ear implements WebSocket.Listener {
  /** Published until everybody has heard it: then all listen. */
  static final String PROBE = "probe";

  static final String END = "the-end";

  private static final Pattern WORD = Pattern.compile("kanari[a-z]{4}");
  private static final Pattern DELETED =
      Pattern.compile("event: delete\ndata: (\\d+)|\"event\":\"delete\",\"payload\":\"(\\d+)\"");

  final Viewer viewer;

  /** The stream, or what all streams of a WebSocket are called together. */
  final String name;

  private final StringBuilder heard = new StringBuilder();
  private final CountDownLatch ready = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);

  Ear(Viewer viewer, String name) {
    this.viewer = viewer;
    this.name = name;
  }

  void events(HttpClient client, URI uri, String token) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build();
    var answer = client.send(request, BodyHandlers.ofInputStream());
    if (answer.statusCode() != 200) {
      throw new AssertionError(uri + ": " + answer.statusCode());
    }
    Thread.ofVirtual()
        .start(
            () -> {
              try (var lines =
                  new BufferedReader(
                      new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                String line = lines.readLine();
                while (line != null && ended.getCount() > 0) {
                  hear(line + "\n");
                  line = lines.readLine();
                }
              } catch (IOException e) {
                hear("broken off: " + e);
              }
            });
  }

  void socket(HttpClient client, URI uri, Set<String> subscriptions) {
    WebSocket socket = client.newWebSocketBuilder().buildAsync(uri, this).join();
    subscriptions.forEach(subscription -> socket.sendText(subscription, true).join());
  }

  @Override
  public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
    hear(data + (last ? "\n" : ""));
    socket.request(1);
    return null;
  }

  private void hear(String text) {
    synchronized (heard) {
      heard.append(text);
    }
    if (text.contains(PROBE)) {
      ready.countDown();
    }
    if (text.contains(END)) {
      ended.countDown();
    }
  }

  boolean isReady() throws InterruptedException {
    return ready.await(20, TimeUnit.MILLISECONDS);
  }

  void awaitEnd() throws InterruptedException {
    if (!ended.await(20, TimeUnit.SECONDS)) {
      throw new AssertionError(this + " never heard the end, but " + heard);
    }
  }

  Set<String> words() {
    Set<String> words = new TreeSet<>();
    Matcher matcher = WORD.matcher(heard);
    while (matcher.find()) {
      words.add(matcher.group());
    }
    return words;
  }

  /** The ids of posts that were said to be gone. */
  Set<Long> deleted() {
    Set<Long> ids = new TreeSet<>();
    Matcher matcher = DELETED.matcher(heard);
    while (matcher.find()) {
      ids.add(Long.valueOf(matcher.group(1) == null ? matcher.group(2) : matcher.group(1)));
    }
    return ids;
  }

  @Override
  public String toString() {
    return viewer + " on " + name;
  }
}
