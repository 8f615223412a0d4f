package dev.hato.server.signup;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Form;
import dev.hato.server.web.Pages;
import dev.hato.server.web.Shell;
import dev.hato.storage.accounts.Role;
import java.util.Optional;

/** The set-up form: makes the owner's account and logs its owner in. */
final class SetUpRoutes {
  private final SetUpLink link;
  private final AddPerson add;
  private final BrowserSessions sessions;
  private final Shell shell;

  SetUpRoutes(SetUpLink link, AddPerson add, BrowserSessions sessions, Shell shell) {
    this.link = link;
    this.add = add;
    this.sessions = sessions;
    this.shell = shell;
  }

  HttpResponse form(HttpRequest request) {
    return link.isGood(token(request)) ? page(request, Form.EMPTY) : used(request);
  }

  HttpResponse setUp(HttpRequest request) {
    NewAccountForm form = NewAccountForm.of(request);
    Optional<AddPerson.Result> result =
        link.use(token(request), () -> add.add(form.person(request, Role.OWNER, true)));
    if (result.isEmpty()) {
      return used(request);
    }
    return switch (result.get()) {
      case AddPerson.Result.Refused refused -> again(request, form, refused.reason());
      case AddPerson.Result.Added added ->
          sessions.open(request, added.account().id(), HttpResponse.redirect("/welcome"));
    };
  }

  /** What the owner reads after set-up. */
  HttpResponse welcome(HttpRequest request) {
    return shell.personal(request, shell.texts(request).get("welcome.title"), Pages::welcome);
  }

  private HttpResponse again(HttpRequest request, NewAccountForm form, AddPerson.Reason reason) {
    String sentence = shell.texts(request).get(reason.textKey());
    return page(request, form.again(reason.field(), sentence)).withStatus(422);
  }

  private HttpResponse used(HttpRequest request) {
    return shell.message(request, "setup.usedTitle", "setup.used").withStatus(403);
  }

  private HttpResponse page(HttpRequest request, Form form) {
    return shell.personal(
        request,
        shell.texts(request).get("setup.title"),
        (pages, frame) -> pages.setUp(frame, form, token(request)));
  }

  private static String token(HttpRequest request) {
    return request.params().string("token").orElse("");
  }
}
