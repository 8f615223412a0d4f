package dev.hato.server.cli;

import dev.hato.server.Version;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Prints name, version and Java version. */
@Command(name = "version", description = "print name, version and Java version")
final class VersionCommand implements Callable<Integer> {
  private final Console console;

  VersionCommand(Console console) {
    this.console = console;
  }

  @Override
  public Integer call() {
    console.line("%s %s (Java %s)".formatted(Version.NAME, Version.current(), Runtime.version()));
    return CommandLine.ExitCode.OK;
  }
}
