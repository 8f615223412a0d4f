package dev.hato.server.oauth;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.web.Consent;
import dev.hato.server.web.Shell;
import dev.hato.server.web.Texts;
import dev.hato.storage.Transactions;
import dev.hato.storage.oauth.OAuthApp;
import dev.hato.storage.oauth.OAuthGrant;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The consent page and its decision (RFC 6749 §4.1.1, §4.1.2). */
final class AuthorizeRoutes {
  /**
   * As for all pages, but without {@code form-action}: browsers apply that to the redirect which
   * answers the form, and that one leads to the application.
   */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; img-src 'self' data: https:; base-uri 'none';"
          + " frame-ancestors 'none'";

  private final Transactions transactions;
  private final Secrets secrets;
  private final Shell shell;

  AuthorizeRoutes(Transactions transactions, Secrets secrets, Shell shell) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.shell = shell;
  }

  HttpResponse ask(HttpRequest request) {
    return switch (read(request)) {
      case AuthorizationRequest.Reading.Untrusted _ -> untrusted(request);
      case AuthorizationRequest.Reading.Refused refused -> refuse(request, refused);
      case AuthorizationRequest.Reading.Valid valid ->
          request.caller().viewer().isEmpty()
              ? HttpResponse.redirect("/auth/sign_in?next=" + encode(request.requestTarget()))
              : consent(request, valid.request());
    };
  }

  HttpResponse decide(HttpRequest request) {
    return switch (read(request)) {
      case AuthorizationRequest.Reading.Untrusted _ -> untrusted(request);
      case AuthorizationRequest.Reading.Refused refused -> refuse(request, refused);
      case AuthorizationRequest.Reading.Valid valid ->
          request.params().string("decision").equals(Optional.of("approve"))
              ? grant(request, valid.request())
              : refuse(
                  request,
                  new AuthorizationRequest.Reading.Refused(
                      valid.request().redirectUri(), valid.request().state(), "access_denied"));
    };
  }

  private AuthorizationRequest.Reading read(HttpRequest request) {
    String clientId = request.params().string("client_id").orElse("");
    Optional<OAuthApp> app = transactions.read(tx -> tx.apps().findByClientId(clientId));
    return AuthorizationRequest.read(request.params(), app);
  }

  private HttpResponse consent(HttpRequest request, AuthorizationRequest asked) {
    Texts texts = shell.texts(request);
    Consent consent =
        new Consent(
            asked.app().name(),
            asked.app().website(),
            KnownScopes.sentences(asked.scopes(), texts),
            asked.toParameters());
    return shell
        .personal(
            request,
            texts.get("authorize.title"),
            (pages, frame) -> pages.authorize(frame, consent))
        .with("Content-Security-Policy", POLICY);
  }

  private HttpResponse grant(HttpRequest request, AuthorizationRequest asked) {
    if (!(request.caller() instanceof Caller.SessionCaller person)) {
      throw Problem.unauthorized("You need to log in to see this page");
    }
    String code = secrets.next();
    OAuthGrant grant =
        new OAuthGrant(
            asked.app().id(),
            person.accountId(),
            asked.redirectUri(),
            asked.scopes().toString(),
            asked.challenge());
    transactions.run(tx -> tx.grants().add(code, grant));
    return asked.redirectUri().equals(RedirectUris.OUT_OF_BAND)
        ? shell.personal(
            request,
            shell.texts(request).get("code.title"),
            (pages, frame) -> pages.code(frame, code))
        : back(asked.redirectUri(), "code", code, asked.state());
  }

  private HttpResponse refuse(HttpRequest request, AuthorizationRequest.Reading.Refused refused) {
    if (!refused.redirectUri().equals(RedirectUris.OUT_OF_BAND)) {
      return back(refused.redirectUri(), "error", refused.error(), refused.state());
    }
    return refused.error().equals("access_denied")
        ? shell.message(request, "authorize.deniedTitle", "authorize.denied").withStatus(400)
        : untrusted(request);
  }

  private HttpResponse untrusted(HttpRequest request) {
    return shell.message(request, "error.title", "authorize.untrusted").withStatus(400);
  }

  private static HttpResponse back(String uri, String name, String value, Optional<String> state) {
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put(name, value);
    state.ifPresent(text -> parameters.put("state", text));
    return HttpResponse.redirect(RedirectUris.with(uri, parameters))
        .with("Cache-Control", "no-store");
  }

  private static String encode(String target) {
    return URLEncoder.encode(target, StandardCharsets.UTF_8);
  }
}
