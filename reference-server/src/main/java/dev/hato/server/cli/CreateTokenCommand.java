package dev.hato.server.cli;

import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.oauth.IssueToken;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Issues an access token; it is all that is printed on stdout. */
@Command(name = "create", description = "print an access token for an account")
final class CreateTokenCommand extends DatabaseCommand {
  @Parameters(paramLabel = "NAME", description = "the local account that it acts for")
  private String name = "";

  @Option(names = "--scopes", description = "default: read write follow push")
  private String scopes = "read write follow push";

  CreateTokenCommand(Console console) {
    super(console);
  }

  @Override
  void run(Work work) {
    IssueToken issue =
        new IssueToken(work.database().transactions(), new Secrets(work.surroundings().random()));
    switch (issue.issue(name, Scopes.parse(scopes))) {
      case IssueToken.Result.Issued issued -> console().line(issued.token());
      case IssueToken.Result.NobodyOfThatName _ ->
          throw new CommandFailure("There is no local account named " + name + ".");
      case IssueToken.Result.UnknownScopes unknown ->
          throw new CommandFailure("These are not scopes: " + String.join(" ", unknown.names()));
    }
  }
}
