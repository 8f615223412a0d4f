package dev.hato.server.streaming;

import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import java.util.Map;
import java.util.Optional;

/** Somebody's wish to hear a stream. */
public record StreamRequest(Caller.UserCaller caller, Map<String, String> arguments) {
  public StreamRequest {
    arguments = Map.copyOf(arguments);
  }

  public Optional<String> argument(String name) {
    return Optional.ofNullable(arguments.get(name)).filter(text -> !text.isBlank());
  }

  /** An argument that the stream cannot do without: {@code tag}, {@code list}. */
  public String required(String name) {
    return argument(name)
        .orElseThrow(() -> Problem.badRequest("Missing " + name + " name parameter"));
  }
}
