package dev.hato.server.crash;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The real server in a process of its own, which is ended and started again on the same data. */
final class ServerProcess implements AutoCloseable {
  private static final String UP = "Hato listens on ";
  private static final Duration LONGEST_START = Duration.ofSeconds(90);

  private final JavaCommand java;
  private final Map<String, String> environment;
  private final Path log;
  private Optional<Running> running = Optional.empty();

  private record Running(Process process, CompletableFuture<Boolean> up, Thread reader) {}

  /**
   * @param java how the program is started
   * @param environment the configuration
   * @param log where everything goes that all processes print
   */
  ServerProcess(JavaCommand java, Map<String, String> environment, Path log) throws IOException {
    this.java = java;
    this.environment = environment;
    this.log = log;
    Files.createDirectories(log.getParent());
    Files.deleteIfExists(log);
  }

  /** Starts it and does not wait. */
  void launch() throws IOException {
    Process process = builder("serve").redirectErrorStream(true).start();
    CompletableFuture<Boolean> up = new CompletableFuture<>();
    Thread reader = Thread.ofVirtual().start(() -> copy(process.inputReader(), up));
    running = Optional.of(new Running(process, up, reader));
  }

  /** Waits until it answers requests. */
  void awaitUp() throws Exception {
    if (!running().up().get(LONGEST_START.toSeconds(), TimeUnit.SECONDS)) {
      throw new AssertionError("the server ended while it started, see " + log.toAbsolutePath());
    }
  }

  /** Ends it with no chance to clean up, as {@code kill -9} does. */
  void kill() throws InterruptedException {
    // Not Process.destroyForcibly: that closes the stream, and what was printed is lost.
    boolean unused = running().process().toHandle().destroyForcibly();
    awaitEnd();
  }

  /** Asks it to end, as {@code kill} does, and gives the exit code. */
  int terminate(Duration limit) throws InterruptedException {
    Process process = running().process();
    boolean unused = process.toHandle().destroy();
    if (!process.waitFor(limit)) {
      kill();
      throw new AssertionError("the server does not end within " + limit + ", see " + log);
    }
    awaitEnd();
    return process.exitValue();
  }

  /** Runs another command with the same configuration and gives what it prints. */
  String command(String... arguments) throws IOException, InterruptedException {
    Process process =
        builder(arguments).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new AssertionError(String.join(" ", arguments) + " failed, see " + log);
    }
    return out;
  }

  Path log() {
    return log;
  }

  private Running running() {
    return running.orElseThrow(() -> new IllegalStateException("launch it first"));
  }

  private void awaitEnd() throws InterruptedException {
    running().process().waitFor();
    running().reader().join();
    running = Optional.empty();
  }

  private ProcessBuilder builder(String... arguments) {
    List<String> command = new ArrayList<>(java.command());
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().keySet().removeIf(name -> name.startsWith("HATO_"));
    builder.environment().putAll(environment);
    return builder;
  }

  private void copy(BufferedReader from, CompletableFuture<Boolean> up) {
    try (from;
        BufferedWriter to =
            Files.newBufferedWriter(log, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      for (String line = from.readLine(); line != null; line = from.readLine()) {
        to.write(line + "\n");
        if (line.startsWith(UP)) {
          up.complete(true);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      up.complete(false);
    }
  }

  @Override
  public void close() throws InterruptedException {
    if (running.isPresent()) {
      kill();
    }
  }
}
