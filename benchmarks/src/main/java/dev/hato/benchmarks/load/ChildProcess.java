package dev.hato.benchmarks.load;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that belongs to this one: it is ended with it, also when this one is killed kindly. */
final class ChildProcess implements AutoCloseable {
  /** As in the launcher, so that what is measured is what people start. */
  private static final List<String> JAVA_OPTIONS =
      List.of(
          "-XX:+UseSerialGC",
          "-XX:+UseCompactObjectHeaders",
          "-Xms48m",
          "--enable-native-access=ALL-UNNAMED",
          "-Duser.timezone=UTC",
          "-Djava.awt.headless=true");

  private static final int START_SECONDS = 60;
  private static final int STOP_SECONDS = 30;

  private final Process process;
  private final Path log;
  private final Thread hook;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
    this.hook = new Thread(process::destroyForcibly);
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** A main class on the class path of this process. */
  static ChildProcess java(
      String main, List<String> arguments, Map<String, String> environment, Path log)
      throws IOException {
    return java(List.of(), main, arguments, environment, log);
  }

  /** The same with more options of the virtual machine. */
  static ChildProcess java(
      List<String> options,
      String main,
      List<String> arguments,
      Map<String, String> environment,
      Path log)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(JAVA_OPTIONS);
    command.addAll(options);
    String more = System.getenv().getOrDefault("HATO_JAVA_OPTS", "");
    command.addAll(List.of(more.split(" ")).stream().filter(option -> !option.isEmpty()).toList());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
    command.addAll(arguments);
    return start(command, environment, log);
  }

  /** Any program. */
  static ChildProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
    builder.redirectInput(new File("/dev/null"));
    builder.environment().putAll(environment);
    builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
    return new ChildProcess(builder.start(), log);
  }

  long pid() {
    return process.pid();
  }

  /** Waits until an address answers with 200. */
  void awaitAnswer(int port, String target) throws IOException {
    byte[] request = Requests.get("localhost:" + port, target, Map.of());
    Waiting.until(target + " answers", START_SECONDS, 0.005, () -> answers(port, request));
  }

  private boolean answers(int port, byte[] request) throws IOException {
    if (!process.isAlive()) {
      throw new IOException("the process ended at its start:\n" + Files.readString(log));
    }
    try (Wire wire = new Wire(port)) {
      return wire.send(request).status() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    Runtime.getRuntime().removeShutdownHook(hook);
    process.destroy();
    try {
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        throw new IOException("the process had to be killed:\n" + Files.readString(log));
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      throw new IOException("interrupted", e);
    }
  }
}
