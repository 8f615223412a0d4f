package dev.hato.server.oauth;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;

/** {@code /api/v1/apps}: how a client application introduces itself. */
final class AppRoutes {
  private final RegisterApp register;
  private final Transactions transactions;

  AppRoutes(RegisterApp register, Transactions transactions) {
    this.register = register;
    this.transactions = transactions;
  }

  HttpResponse create(HttpRequest request) {
    RegisterApp.Registered made = register.register(request.params());
    return HttpResponse.json(
            ApiApp.of(made.app()).withCredentials(made.app().clientId(), made.secret()))
        .with("Cache-Control", "no-store");
  }

  HttpResponse verify(HttpRequest request) {
    long appId =
        switch (request.caller()) {
          case Caller.AppCaller app -> app.appId();
          case Caller.UserCaller user -> user.appId();
          case Caller.Anonymous _, Caller.SessionCaller _ -> throw Problem.notFound();
        };
    return transactions.read(
        tx -> HttpResponse.json(ApiApp.of(tx.apps().find(appId).orElseThrow(Problem::notFound))));
  }
}
