package dev.hato.server.signup;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.web.Form;
import dev.hato.server.web.Shell;
import dev.hato.storage.accounts.Role;
import java.util.Optional;

/** The set-up form: makes the owner's account. */
final class SetUpRoutes {
  private final SetUpLink link;
  private final AddPerson add;
  private final Shell shell;

  SetUpRoutes(SetUpLink link, AddPerson add, Shell shell) {
    this.link = link;
    this.add = add;
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
      case AddPerson.Result.Refused refused ->
          page(request, form.again(shell.texts(request).get(refused.reason().textKey())))
              .withStatus(422);
      case AddPerson.Result.Added _ -> shell.message(request, "setup.title", "setup.done");
    };
  }

  private HttpResponse used(HttpRequest request) {
    return shell.message(request, "setup.title", "setup.used").withStatus(403);
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
