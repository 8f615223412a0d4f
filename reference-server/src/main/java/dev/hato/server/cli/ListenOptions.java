package dev.hato.server.cli;

import dev.hato.activitypub.vocab.Iri;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where an actor lives while a command runs. */
final class ListenOptions {
  private static final int HIGHEST_PORT = 65_535;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      description = "where it listens; 127.0.0.1 and any free port unless given")
  private @Nullable String listen;

  @Option(
      names = "--base",
      paramLabel = "URL",
      description = "what its addresses begin with, where a proxy or tunnel stands before it")
  private @Nullable String base;

  @Option(names = "--name", paramLabel = "NAME", description = "its user name; hato unless given")
  private String name = "hato";

  boolean isGiven() {
    return listen != null;
  }

  String name() {
    if (name.isEmpty() || !name.chars().allMatch(c -> c < 0x80 && Character.isLetterOrDigit(c))) {
      throw new UsageFailure("A name has ASCII letters and digits only, and not: " + name);
    }
    return name;
  }

  /** Scheme and authority, where they are not those of the socket. */
  Optional<String> base() {
    if (base != null && Iri.parse(base).origin().filter(base::equals).isEmpty()) {
      throw new UsageFailure("--base must be scheme://host[:port] and no more: " + base);
    }
    return Optional.ofNullable(base);
  }

  InetSocketAddress address() {
    if (listen == null) {
      return new InetSocketAddress("127.0.0.1", 0);
    }
    int colon = listen.lastIndexOf(':');
    try {
      int port = Integer.parseInt(listen.substring(colon + 1));
      if (colon >= 0 && port >= 0 && port <= HIGHEST_PORT) {
        return new InetSocketAddress(colon == 0 ? "127.0.0.1" : listen.substring(0, colon), port);
      }
    } catch (NumberFormatException noPort) {
      // said below
    }
    throw new UsageFailure("--listen takes HOST:PORT, and not: " + listen);
  }
}
