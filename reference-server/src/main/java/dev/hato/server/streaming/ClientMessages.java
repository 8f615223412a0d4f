package dev.hato.server.streaming;

import dev.hato.server.http.Json;
import dev.hato.server.kernel.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What a client may say on its WebSocket: subscribe and unsubscribe; everything else is ignored.
 */
final class ClientMessages {
  private static final Logger log = LoggerFactory.getLogger(ClientMessages.class);

  private final Streams streams;

  ClientMessages(Streams streams) {
    this.streams = streams;
  }

  void handle(String text, WebSocketStream socket) {
    JsonNode message;
    try {
      message = Json.mapper().readTree(text);
    } catch (JacksonException e) {
      log.debug("A client sent a message that is not JSON", e);
      return;
    }
    switch (first(message.path("type"))) {
      case "subscribe" -> subscribe(first(message.path("stream")), arguments(message), socket);
      case "unsubscribe" -> unsubscribe(first(message.path("stream")), arguments(message), socket);
      default -> log.debug("A client sent a message of an unknown type");
    }
  }

  void subscribe(String name, Map<String, String> arguments, WebSocketStream socket) {
    try {
      Streams.Granted granted = streams.open(name, new StreamRequest(socket.caller(), arguments));
      socket.subscribe(granted.label(), granted.stream());
    } catch (Problem problem) {
      socket.refuse(problem, true);
    } catch (RuntimeException e) {
      log.error("Opening the stream {} failed", name, e);
      socket.refuse(Problem.of(500, "Something went wrong on this server"), true);
    }
  }

  private void unsubscribe(String name, Map<String, String> arguments, WebSocketStream socket) {
    if (!streams.exists(name)) {
      socket.refuse(Problem.badRequest("Unknown stream type"), false);
      return;
    }
    String argument = arguments.getOrDefault("tag", arguments.getOrDefault("list", ""));
    socket.unsubscribe(argument.isEmpty() ? List.of(name) : List.of(name, argument));
  }

  private static Map<String, String> arguments(JsonNode message) {
    Map<String, String> arguments = new HashMap<>();
    for (String name : List.of("tag", "list")) {
      String value = first(message.path(name));
      if (!value.isEmpty()) {
        arguments.put(name, value);
      }
    }
    return arguments;
  }

  /** Arrays stand for their first element. */
  private static String first(JsonNode node) {
    JsonNode value = node.isArray() ? node.path(0) : node;
    return value.isValueNode() && !value.isNull() ? value.asString() : "";
  }
}
