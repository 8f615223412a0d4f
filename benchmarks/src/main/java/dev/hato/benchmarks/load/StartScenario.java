package dev.hato.benchmarks.load;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Starts the server by its launcher on the embedded database: how long until the first page, and
 * how much memory it holds once nothing happens. Without the launcher's cache of loaded classes
 * with {@code cache=0}.
 */
final class StartScenario {
  private static final Path LAUNCHER = Path.of(System.getProperty("hato.launcher", "./hato"));

  private StartScenario() {}

  static void run(Options options) throws IOException {
    for (int round = 0; round < options.number("rounds", 4); round++) {
      start(options.number("cache", 1) == 1, options.number("idle", 15));
    }
  }

  private static void start(boolean cache, int idle) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    try (Folders folders = Folders.create()) {
      Map<String, String> environment =
          Map.of(
              "HATO_HTTP_PORT",
              Integer.toString(port),
              "HATO_METRICS_BIND",
              "",
              "HATO_DATA_DIR",
              folders.root().resolve("data").toString(),
              "HATO_JAVA_AOT",
              cache ? "on" : "off");
      long begin = System.nanoTime();
      try (ChildProcess server =
          ChildProcess.start(
              List.of(LAUNCHER.toAbsolutePath().toString(), "serve"),
              environment,
              folders.root().resolve("log"))) {
        server.awaitAnswer(port, "/");
        double seconds = (System.nanoTime() - begin) / 1e9;
        LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(idle));
        System.out.printf(
            "start h2: first page after %.2f s%s, %.0f MB resident after %d idle seconds%n",
            seconds,
            cache ? "" : " without the cache of loaded classes",
            Proc.residentMegabytes(server.pid()),
            idle);
      }
    }
  }
}
