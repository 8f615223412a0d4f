package dev.hato.storage.testkit;

import dev.hato.storage.DatabaseConfig;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Another JVM with this class path, for tests of what happens between processes. */
public final class ChildJvm implements AutoCloseable {
  private final Process process;
  private final BufferedReader lines;
  private final BufferedWriter orders;

  private ChildJvm(Process process) {
    this.process = process;
    this.lines = process.inputReader();
    this.orders = process.outputWriter();
  }

  /** Starts a main class with a mode and the parts of a database's address. */
  public static ChildJvm start(
      Class<?> main, List<String> options, String mode, DatabaseConfig config) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(options);
    command.addAll(List.of(main.getName(), mode));
    command.addAll(List.of(config.url(), config.username(), config.password()));
    return new ChildJvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Writes a line to its standard input. */
  public void say(String line) throws IOException {
    orders.write(line + "\n");
    orders.flush();
  }

  /** Sends it a signal: TERM, STOP, CONT. */
  public void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IOException("no signal " + name + " for process " + process.pid());
    }
  }

  /** The next lines, as many as that. */
  public List<String> lines(int count) throws IOException {
    List<String> next = new ArrayList<>();
    while (next.size() < count) {
      String line = line();
      if (line == null) {
        throw new IOException("the child process ended after " + next);
      }
      next.add(line);
    }
    return next;
  }

  /** The next line; null at the end. */
  public @Nullable String line() throws IOException {
    return lines.readLine();
  }

  /** All lines up to the end. */
  public List<String> output() throws IOException {
    List<String> all = new ArrayList<>();
    for (String line = line(); line != null; line = line()) {
      all.add(line);
    }
    return all;
  }

  /** Kills the process with no chance to clean up, and gives the lines that it still had out. */
  public List<String> kill() throws IOException, InterruptedException {
    // Not Process.destroyForcibly: that closes the stream, and what was printed is lost.
    process.toHandle().destroyForcibly();
    process.waitFor();
    return output();
  }

  public int exitCode() throws InterruptedException {
    if (!process.waitFor(60, TimeUnit.SECONDS)) {
      throw new IllegalStateException("the child process does not end");
    }
    return process.exitValue();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
