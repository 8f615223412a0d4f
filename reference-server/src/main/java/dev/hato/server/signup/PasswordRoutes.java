package dev.hato.server.signup;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Form;
import dev.hato.server.web.Shell;
import java.util.Map;

/** The page where a person changes the password. */
final class PasswordRoutes {
  private static final String PATH = "/settings/password";

  private final ChangePassword change;
  private final BrowserSessions sessions;
  private final Shell shell;

  PasswordRoutes(ChangePassword change, BrowserSessions sessions, Shell shell) {
    this.change = change;
    this.sessions = sessions;
    this.shell = shell;
  }

  HttpResponse form(HttpRequest request) {
    return page(request, Form.EMPTY);
  }

  HttpResponse change(HttpRequest request) {
    if (!(request.caller() instanceof Caller.SessionCaller person)) {
      throw Problem.unauthorized("You need to log in to see this page");
    }
    String current = request.params().string("current").orElse("");
    String wanted = request.params().string("password").orElse("");
    return switch (change.change(person.accountId(), current, wanted)) {
      case CHANGED ->
          sessions.open(request, person.accountId(), HttpResponse.redirect(PATH + "?changed=yes"));
      case CURRENT_WRONG -> again(request, "current", "password.wrong");
      case NEW_INVALID -> again(request, "password", "signup.passwordInvalid");
    };
  }

  private HttpResponse again(HttpRequest request, String field, String textKey) {
    Form form = new Form(shell.texts(request).get(textKey), field, Map.of());
    return page(request, form).withStatus(422);
  }

  private HttpResponse page(HttpRequest request, Form form) {
    boolean changed = request.params().string("changed").isPresent() && form.error().isEmpty();
    return shell.personal(
        request,
        shell.texts(request).get("password.title"),
        (pages, frame) -> pages.password(frame, form, changed));
  }
}
