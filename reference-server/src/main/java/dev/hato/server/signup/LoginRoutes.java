package dev.hato.server.signup;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Form;
import dev.hato.server.web.LocalPath;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.User;
import java.util.Map;
import java.util.Optional;

/** The log-in and log-out forms. A wrong name and a wrong password look the same (Y09, Y14). */
final class LoginRoutes {
  private final Transactions transactions;
  private final PasswordCheck check;
  private final BrowserSessions sessions;
  private final Shell shell;
  private final boolean signUpOpen;

  LoginRoutes(
      Transactions transactions,
      PasswordCheck check,
      BrowserSessions sessions,
      Shell shell,
      boolean signUpOpen) {
    this.transactions = transactions;
    this.check = check;
    this.sessions = sessions;
    this.shell = shell;
    this.signUpOpen = signUpOpen;
  }

  HttpResponse form(HttpRequest request) {
    return request.caller().viewer().isPresent()
        ? HttpResponse.redirect(next(request))
        : page(request, Form.EMPTY);
  }

  HttpResponse logIn(HttpRequest request) {
    String login = request.params().string("login").orElse("").strip();
    String password = request.params().string("password").orElse("");
    Optional<User> user = transactions.read(tx -> tx.users().findByLogin(login));
    boolean passes =
        user.isPresent() ? check.passes(user.get(), password) : check.passesNobody(login, password);
    if (user.isEmpty() || !passes) {
      return refused(request, "login.failed");
    }
    User person = user.get();
    if (person.confirmedAt().isEmpty() || person.approvedAt().isEmpty()) {
      return refused(request, "login.notApproved");
    }
    return mayEnter(person)
        ? sessions.open(request, person.accountId(), HttpResponse.redirect(next(request)))
        : refused(request, "login.unavailable");
  }

  HttpResponse logOut(HttpRequest request) {
    return sessions.end(request, HttpResponse.redirect("/"));
  }

  private boolean mayEnter(User person) {
    return person.active()
        && transactions
            .read(tx -> tx.accounts().find(person.accountId()))
            .filter(account -> !account.suspended())
            .isPresent();
  }

  private HttpResponse refused(HttpRequest request, String textKey) {
    String login = request.params().string("login").orElse("");
    Form form = new Form(shell.texts(request).get(textKey), "", Map.of("login", login));
    return page(request, form).withStatus(422);
  }

  private HttpResponse page(HttpRequest request, Form form) {
    return shell.personal(
        request,
        shell.texts(request).get("login.title"),
        (pages, frame) -> pages.login(frame, form, next(request), signUpOpen));
  }

  private static String next(HttpRequest request) {
    return LocalPath.orHome(request.params().string("next").orElse("/"));
  }
}
