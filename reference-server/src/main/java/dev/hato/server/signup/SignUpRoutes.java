package dev.hato.server.signup;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.web.Form;
import dev.hato.server.web.Shell;
import dev.hato.storage.accounts.Role;

/** The sign-up form: open, with a reason that the staff reads, or closed. */
final class SignUpRoutes {
  private static final int LONGEST_REASON = 2000;

  private final Registrations registrations;
  private final AddPerson add;
  private final Approvals approvals;
  private final Shell shell;

  SignUpRoutes(Registrations registrations, AddPerson add, Approvals approvals, Shell shell) {
    this.registrations = registrations;
    this.add = add;
    this.approvals = approvals;
    this.shell = shell;
  }

  HttpResponse form(HttpRequest request) {
    return registrations == Registrations.CLOSED ? closed(request) : page(request, Form.EMPTY);
  }

  HttpResponse signUp(HttpRequest request) {
    if (registrations == Registrations.CLOSED) {
      return closed(request).withStatus(403);
    }
    NewAccountForm form = NewAccountForm.of(request);
    boolean reasonMissing = form.reason().isEmpty() || form.reason().length() > LONGEST_REASON;
    if (registrations == Registrations.APPROVAL && reasonMissing) {
      return again(request, form, "reason", "signup.reasonMissing");
    }
    return switch (add.add(form.person(request, Role.USER, false))) {
      case AddPerson.Result.Refused refused ->
          again(request, form, refused.reason().field(), refused.reason().textKey());
      case AddPerson.Result.Added added -> welcome(request, added.account().id());
    };
  }

  private HttpResponse welcome(HttpRequest request, long accountId) {
    boolean open = registrations == Registrations.OPEN;
    if (open) {
      approvals.approve(accountId);
    }
    return open
        ? shell.message(request, "signup.doneTitleOpen", "signup.doneOpen")
        : shell.message(request, "signup.doneTitle", "signup.done");
  }

  private HttpResponse closed(HttpRequest request) {
    return shell.message(request, "signup.closedTitle", "signup.closed");
  }

  private HttpResponse again(
      HttpRequest request, NewAccountForm form, String field, String textKey) {
    return page(request, form.again(field, shell.texts(request).get(textKey))).withStatus(422);
  }

  private HttpResponse page(HttpRequest request, Form form) {
    boolean approval = registrations == Registrations.APPROVAL;
    return shell.personal(
        request,
        shell.texts(request).get("signup.title"),
        (pages, frame) -> pages.signUp(frame, form, approval));
  }
}
