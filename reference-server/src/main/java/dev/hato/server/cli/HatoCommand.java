package dev.hato.server.cli;

import dev.hato.server.config.HatoConfig;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/**
 * A command that reads the configuration. Returns the exit code; what it throws becomes one
 * sentence and exit code 1.
 */
abstract class HatoCommand implements Callable<Integer> {
  private final Console console;

  @Spec private CommandSpec spec = CommandSpec.create();

  HatoCommand(Console console) {
    this.console = console;
  }

  abstract void run(HatoConfig config) throws Exception;

  @Override
  public final Integer call() throws Exception {
    HatoConfig config = ConfigFlags.read(spec, console);
    Logging.configure(config.work().logFormat());
    run(config);
    return CommandLine.ExitCode.OK;
  }

  Console console() {
    return console;
  }
}
