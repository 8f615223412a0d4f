package dev.hato.server.cli;

import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.OptionSpec;

/** The program: finds the command, runs it, and turns its end into an exit code. */
public final class Hato {
  private Hato() {}

  /** Ends the process with 0 done, 1 failed with one sentence on stderr, 2 wrong usage. */
  public static void main(String[] args) {
    PrintWriter out = new PrintWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    PrintWriter err = new PrintWriter(new OutputStreamWriter(System.err, StandardCharsets.UTF_8));
    int code = run(new Console(out, err, System.getenv(), Path.of("")), args);
    out.flush();
    err.flush();
    System.exit(code);
  }

  static int run(Console console, String... args) {
    CommandLine program = withHelp(new CommandLine(new Top()));
    commands(console).forEach(command -> program.addSubcommand(line(command)));
    program.addSubcommand("accounts", group(new CreateAccountCommand(console)));
    program.addSubcommand("tokens", group(new CreateTokenCommand(console)));
    return program
        .setOut(console.out())
        .setErr(console.err())
        .setExecutionExceptionHandler((failure, _, _) -> failed(console, failure))
        .execute(args);
  }

  private static CommandLine line(Callable<Integer> command) {
    CommandLine line = withHelp(new CommandLine(command));
    if (command instanceof HatoCommand) {
      boolean explained = command instanceof ServeCommand || command instanceof ConfigCommand;
      ConfigFlags.addTo(line.getCommandSpec(), explained);
    }
    return line;
  }

  /** A word that only stands before others. */
  private static CommandLine group(Callable<Integer> command) {
    CommandLine group = withHelp(new CommandLine(new Top()));
    group.getCommandSpec().usageMessage().description("See the commands below.");
    return group.addSubcommand(line(command));
  }

  private static CommandLine withHelp(CommandLine line) {
    line.getCommandSpec()
        .addOption(
            OptionSpec.builder("-h", "--help")
                .type(boolean.class)
                .usageHelp(true)
                .description("show this help")
                .build());
    return line;
  }

  private static List<Callable<Integer>> commands(Console console) {
    return List.of(
        new ServeCommand(console),
        new ConfigCommand(console),
        new CheckCommand(console),
        new QueuesCommand(console),
        new LookupCommand(console),
        new WebfingerCommand(console),
        new NodeinfoCommand(console),
        new InboxCommand(console),
        new SendCommand(console),
        new VerifyCommand(console),
        new LintCommand(console),
        new VersionCommand(console),
        new RehearseCommand());
  }

  /** One sentence for people; the stack only for those who ask the log for it. */
  private static int failed(Console console, Exception failure) {
    String text = failure.getMessage();
    console.err().println("hato: " + (text == null ? failure.toString() : text));
    console.err().flush();
    LoggerFactory.getLogger(Hato.class).debug("The command failed", failure);
    return failure instanceof UsageFailure
        ? CommandLine.ExitCode.USAGE
        : CommandLine.ExitCode.SOFTWARE;
  }

  /** Prints the help when no command is named. */
  @Command(
      name = "hato",
      description = "A federated microblog server.",
      synopsisSubcommandLabel = "COMMAND")
  private static final class Top implements Callable<Integer> {
    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

    @Override
    public Integer call() {
      spec.commandLine().usage(spec.commandLine().getErr());
      return CommandLine.ExitCode.USAGE;
    }
  }
}
