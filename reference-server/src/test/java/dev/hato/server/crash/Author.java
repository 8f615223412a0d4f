package dev.hato.server.crash;

import dev.hato.server.http.Json;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import tools.jackson.databind.JsonNode;

/**
 * A client that posts one text after the other and boosts some. What has a key is repeated until it
 * is answered, and at times once more; what has none and loses its answer may be there or not.
 */
final class Author implements Callable<Void> {
  private final int number;
  private final Random random;
  private final Api api;
  private final Gate gate;
  private final History history;
  private final List<String> keyed = new ArrayList<>();
  private volatile boolean stopping;

  Author(int number, Random random, Api api, Gate gate, History history) {
    this.number = number;
    this.random = random;
    this.api = api;
    this.gate = gate;
    this.history = history;
  }

  /** Ends after what is under way has been answered. */
  void stop() {
    stopping = true;
  }

  @Override
  public Void call() throws InterruptedException {
    gate.awaitOpen();
    for (int i = 0; !stopping; i++) {
      String text = "pigeon " + number + "-" + i;
      if (random.nextInt(3) == 0) {
        postOnce(text);
      } else {
        keyed.add(text);
        postUntilAnswered(text);
      }
      if (random.nextInt(8) == 0 && !keyed.isEmpty()) {
        postUntilAnswered(keyed.get(random.nextInt(keyed.size())));
      }
    }
    return null;
  }

  private void postOnce(String text) throws InterruptedException {
    try {
      note(text, api.post(text, ""));
    } catch (IOException e) {
      history.lost.add(e.toString());
      history.unknown.add(text);
      gate.awaitOpen();
    }
  }

  private void postUntilAnswered(String text) throws InterruptedException {
    note(text, untilAnswered(() -> api.post(text, "key of " + text)));
  }

  private void note(String text, HttpResponse<String> answer) throws InterruptedException {
    if (answer.statusCode() != 200) {
      history.contradictions.add(text + " gives " + answer.statusCode() + " " + answer.body());
      return;
    }
    JsonNode status = Json.mapper().readTree(answer.body());
    History.Posted posted =
        new History.Posted(status.get("id").asString(), status.get("uri").asString());
    history.acknowledge(text, posted);
    switch (random.nextInt(8)) {
      case 0 -> boost(posted);
      case 1 -> history.likeable.add(posted);
      default -> {}
    }
  }

  private void boost(History.Posted post) throws InterruptedException {
    HttpResponse<String> answer =
        untilAnswered(() -> api.act("/api/v1/statuses/" + post.id() + "/reblog"));
    if (answer.statusCode() == 200) {
      history.boosted.add(post.uri());
    } else {
      history.contradictions.add("boost gives " + answer.statusCode() + " " + answer.body());
    }
  }

  private interface Request {
    HttpResponse<String> send() throws IOException, InterruptedException;
  }

  private HttpResponse<String> untilAnswered(Request request) throws InterruptedException {
    while (true) {
      try {
        return request.send();
      } catch (IOException e) {
        history.lost.add(e.toString());
        gate.awaitOpen();
      }
    }
  }
}
