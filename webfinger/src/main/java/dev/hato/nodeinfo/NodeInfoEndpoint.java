package dev.hato.nodeinfo;

import dev.hato.webfinger.Answer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Answers {@code /.well-known/nodeinfo} and the two documents that it leads to. Thread-safe. */
public final class NodeInfoEndpoint {
  private static final List<String> VERSIONS = List.of("2.0", "2.1");

  private final String base;
  private final Supplier<NodeInfo> source;

  /**
   * The NodeInfo of a server.
   *
   * @param base scheme and authority of the documents, without a final slash
   * @param source asked for each answer, so it should keep what is costly to count
   */
  public NodeInfoEndpoint(String base, Supplier<NodeInfo> source) {
    this.base = base;
    this.source = source;
  }

  /** Answers {@code /.well-known/nodeinfo}: links to {@code BASE/nodeinfo/VERSION}. */
  public Answer discovery() {
    return json("application/json; charset=utf-8", NodeInfoJson.writeDiscovery(base, VERSIONS));
  }

  /** Answers {@code /nodeinfo/VERSION}; empty for a version that there is not. */
  public Optional<Answer> document(String version) {
    if (!VERSIONS.contains(version)) {
      return Optional.empty();
    }
    String type =
        "application/json; profile=\"%s%s#\"; charset=utf-8"
            .formatted(NodeInfoJson.SCHEMA, version);
    return Optional.of(json(type, source.get().toJson(version)));
  }

  private static Answer json(String type, byte[] body) {
    return new Answer(
        200,
        Map.of(
            "Content-Type", type,
            "Cache-Control", "public, max-age=1800",
            "Access-Control-Allow-Origin", "*"),
        body);
  }
}
