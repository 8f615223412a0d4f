package dev.hato.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HatoTest {
  @TempDir private Path folder;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return run(Map.of(), args);
  }

  private int run(Map<String, String> environment, String... args) {
    Console console = new Console(new PrintWriter(out), new PrintWriter(err), environment, folder);
    return Hato.run(console, args);
  }

  private String[] inFolder(String command, String... more) {
    String[] args = new String[more.length + 2];
    args[0] = command;
    args[1] = "--data-dir=" + folder.resolve("data");
    System.arraycopy(more, 0, args, 2, more.length);
    return args;
  }

  @Test
  void versionNamesTheJavaThatRuns() {
    assertThat(run("version")).isZero();
    assertThat(out.toString()).startsWith("hato ").contains("Java " + Runtime.version().feature());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "serve",
        "config",
        "check",
        "queues",
        "lookup",
        "webfinger",
        "nodeinfo",
        "inbox",
        "send",
        "verify",
        "lint",
        "version"
      })
  void everyCommandExplainsItself(String command) {
    assertThat(run(command, "--help")).isZero();
    assertThat(out.toString()).contains("Usage: hato " + command);
  }

  @Test
  void wrongUsageIsExitCode2() {
    assertThat(run()).isEqualTo(2);
    assertThat(run("dance")).isEqualTo(2);
    assertThat(run("serve", "--http.prot", "1")).isEqualTo(2);
    assertThat(err.toString()).contains("--http.port");
  }

  @Test
  void configShowsEachValueWithItsOriginAndNoSecret() throws IOException {
    Files.writeString(folder.resolve("hato.toml"), "registrations = \"closed\"\n");
    int code =
        run(Map.of("HATO_DATABASE_PASSWORD", "hunter2"), "config", "--domain", "hato.example");
    assertThat(code).isZero();
    assertThat(out.toString())
        .containsPattern("registrations +closed +file")
        .containsPattern("domain +hato.example +flag")
        .containsPattern("database.password +\\*+ +environment")
        .containsPattern("http.port +8080 +default")
        .doesNotContain("hunter2");
  }

  @Test
  void anUnusableConfigurationIsOneSentenceAndExitCode1() {
    assertThat(run("config", "--http.port", "x")).isEqualTo(1);
    assertThat(err.toString())
        .isEqualToIgnoringNewLines(
            "hato: http.port is \"x\" (from flag): write a port from 0 to 65535.");
    assertThat(run(Map.of("HATO_HTTP_PROT", "1"), "config")).isEqualTo(1);
    assertThat(run("config", "--config", "none.toml")).isEqualTo(1);
    assertThat(err.toString()).contains("HATO_HTTP_PORT?", "none.toml cannot be read");
  }

  @Test
  void checkReachesTheDatabaseAndSaysWhatIsWrong() throws IOException {
    assertThat(run(inFolder("check"))).isZero();
    assertThat(out.toString()).contains("database     ok");
    Path file = Files.createFile(folder.resolve("file"));
    assertThat(run("check", "--data-dir", file.resolve("below").toString())).isEqualTo(1);
    assertThat(out.toString())
        .contains("data folder  WRONG", "make it writable for this user or set data-dir");
    assertThat(err.toString()).contains("1 check failed.");
  }
}
