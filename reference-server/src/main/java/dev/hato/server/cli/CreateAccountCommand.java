package dev.hato.server.cli;

import dev.hato.server.accounts.CreateAccount;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.signup.AddPerson;
import dev.hato.server.signup.Passwords;
import dev.hato.server.web.Texts;
import dev.hato.storage.accounts.Role;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes an account; prints the password when it had to make one. */
@Command(name = "create", description = "make an account; prints the password when none is given")
final class CreateAccountCommand extends DatabaseCommand {
  @Parameters(paramLabel = "NAME", description = "the name before the @ of the handle")
  private String name = "";

  @Option(names = "--email", required = true, description = "for log-in and messages")
  private String email = "";

  @Option(names = "--password", description = "8 to 72 characters; made when absent")
  private String password = "";

  @Option(names = "--role", description = "owner, admin, moderator or user (the default)")
  private String role = "user";

  @Option(names = "--confirmed", description = "the address is proven and the account approved")
  private boolean confirmed;

  CreateAccountCommand(Console console) {
    super(console);
  }

  @Override
  void run(Work work) {
    Secrets secrets = new Secrets(work.surroundings().random());
    String secret = password.isEmpty() ? secrets.next() : password;
    AddPerson add =
        new AddPerson(
            new CreateAccount(
                work.database().transactions(),
                work.urls(),
                work.surroundings().random(),
                work.config().policy().federation().signingKey()),
            new Passwords(secrets));
    AddPerson.Result result =
        add.add(new AddPerson.Person(name, email, secret, role(), Locale.ENGLISH, confirmed, ""));
    switch (result) {
      case AddPerson.Result.Added _ -> {
        if (password.isEmpty()) {
          console().line(secret);
        }
      }
      case AddPerson.Result.Refused refused ->
          throw new CommandFailure(Texts.of(Locale.ENGLISH).get(refused.reason().textKey()));
    }
  }

  private Role role() {
    try {
      return Role.valueOf(role.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw new CommandFailure("There is no role " + role + ": owner, admin, moderator or user.");
    }
  }
}
