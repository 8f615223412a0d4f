package dev.hato.server.signup;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Form;
import dev.hato.server.web.LocalPath;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.User;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The log-in and log-out forms. A wrong name and a wrong password look the same (Y09, Y14). */
final class LoginRoutes {
  private final Transactions transactions;
  private final Passwords passwords;
  private final LoginThrottle throttle;
  private final BrowserSessions sessions;
  private final Shell shell;

  LoginRoutes(
      Transactions transactions,
      Passwords passwords,
      LoginThrottle throttle,
      BrowserSessions sessions,
      Shell shell) {
    this.transactions = transactions;
    this.passwords = passwords;
    this.throttle = throttle;
    this.sessions = sessions;
    this.shell = shell;
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
    String counted = user.map(found -> "#" + found.accountId()).orElseGet(() -> key(login));
    throttle.attempt(counted);
    if (!passwords.matches(password, user.map(User::passwordHash))) {
      return refused(request, "login.failed");
    }
    throttle.succeeded(counted);
    User person = user.orElseThrow();
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
    Form form = new Form(shell.texts(request).get(textKey), Map.of("login", login));
    return page(request, form).withStatus(422);
  }

  private HttpResponse page(HttpRequest request, Form form) {
    return shell.personal(
        request,
        shell.texts(request).get("login.title"),
        (pages, frame) -> pages.login(frame, form, next(request)));
  }

  private static String next(HttpRequest request) {
    return LocalPath.orHome(request.params().string("next").orElse("/"));
  }

  private static String key(String login) {
    String lower = login.toLowerCase(Locale.ROOT);
    return lower.substring(0, Math.min(lower.length(), 254));
  }
}
