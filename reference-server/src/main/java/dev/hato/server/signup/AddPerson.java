package dev.hato.server.signup;

import dev.hato.server.accounts.CreateAccount;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import java.util.Locale;

/** Makes an account that somebody can log in to, for the forms and for the admin's command. */
public final class AddPerson {
  private final CreateAccount create;
  private final Passwords passwords;

  public AddPerson(CreateAccount create, Passwords passwords) {
    this.create = create;
    this.passwords = passwords;
  }

  /** Who the person will be; the reason is empty where nobody asks for one. */
  public record Person(
      String username,
      String email,
      String password,
      Role role,
      Locale locale,
      boolean confirmed,
      String reason) {
    @Override
    public String toString() {
      return "Person[" + username + ", " + role + "]";
    }
  }

  /** What became of it. */
  public sealed interface Result {
    record Added(Account account) implements Result {}

    record Refused(Reason reason) implements Result {}
  }

  /** What stands in the way. */
  public enum Reason {
    USERNAME_INVALID("username", "signup.usernameInvalid"),
    USERNAME_TAKEN("username", "signup.usernameTaken"),
    EMAIL_INVALID("email", "signup.emailInvalid"),
    EMAIL_TAKEN("email", "signup.emailTaken"),
    PASSWORD_INVALID("password", "signup.passwordInvalid");

    private final String field;
    private final String textKey;

    Reason(String field, String textKey) {
      this.field = field;
      this.textKey = textKey;
    }

    /** The field of the form that has to be corrected. */
    public String field() {
      return field;
    }

    /** The sentence for people, in the pages' texts. */
    public String textKey() {
      return textKey;
    }
  }

  /** Makes the account; one without confirmation waits for {@link Approvals}. */
  public Result add(Person person) {
    if (!Passwords.isAcceptable(person.password())) {
      return new Result.Refused(Reason.PASSWORD_INVALID);
    }
    CreateAccount.Result made =
        create.create(
            new CreateAccount.Wanted(
                person.username(),
                person.email(),
                passwords.hash(person.password()),
                person.role(),
                person.locale(),
                person.confirmed(),
                person.reason()));
    return switch (made) {
      case CreateAccount.Result.Created created -> new Result.Added(created.account());
      case CreateAccount.Result.InvalidUsername _ -> new Result.Refused(Reason.USERNAME_INVALID);
      case CreateAccount.Result.UsernameTaken _ -> new Result.Refused(Reason.USERNAME_TAKEN);
      case CreateAccount.Result.InvalidEmail _ -> new Result.Refused(Reason.EMAIL_INVALID);
      case CreateAccount.Result.EmailTaken _ -> new Result.Refused(Reason.EMAIL_TAKEN);
    };
  }
}
