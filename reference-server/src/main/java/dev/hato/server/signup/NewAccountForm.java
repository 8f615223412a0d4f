package dev.hato.server.signup;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.Params;
import dev.hato.server.web.Form;
import dev.hato.storage.accounts.Role;
import java.util.Map;

/** The fields that sign-up and set-up have in common. */
record NewAccountForm(String username, String email, String password, String reason) {
  static NewAccountForm of(HttpRequest request) {
    Params params = request.params();
    return new NewAccountForm(
        params.string("username").orElse("").strip(),
        params.string("email").orElse("").strip(),
        params.string("password").orElse(""),
        params.string("reason").orElse("").strip());
  }

  AddPerson.Person person(HttpRequest request, Role role, boolean confirmed) {
    return new AddPerson.Person(
        username, email, password, role, request.locale(), confirmed, reason);
  }

  /** The form again with a sentence about one field, without the password. */
  Form again(String field, String sentence) {
    return new Form(
        sentence, field, Map.of("username", username, "email", email, "reason", reason));
  }

  @Override
  public String toString() {
    return "NewAccountForm[" + username + "]";
  }
}
