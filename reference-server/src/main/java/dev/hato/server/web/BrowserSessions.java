package dev.hato.server.web;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Secrets;
import dev.hato.storage.Transactions;
import dev.hato.storage.oauth.Session;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Who uses a browser: opens, finds and ends the session behind its cookie, and checks that a form
 * came from a page of this browser. A stranger's forms are tied to a cookie of the visit (H6, K15).
 * Thread-safe.
 */
public final class BrowserSessions {
  static final String FORM_FIELD = "csrf_token";
  private static final String SESSION = "hato_session";
  private static final String VISIT = "hato_visit";
  private static final Duration LIFETIME = Duration.ofDays(30);
  private static final Duration PROLONGED_EVERY = Duration.ofHours(1);
  private static final int LONGEST_USER_AGENT = 250;

  private final Transactions transactions;
  private final Secrets secrets;
  private final InstantSource clock;
  private final boolean secure;

  public BrowserSessions(
      Transactions transactions, Secrets secrets, InstantSource clock, SiteUrls urls) {
    this.transactions = transactions;
    this.secrets = secrets;
    this.clock = clock;
    this.secure = urls.base().startsWith("https:");
  }

  /** A form's token, and the cookie to set with the page when the browser has none yet. */
  record Ticket(String formToken, Optional<String> newVisit) {}

  /**
   * The person of the session cookie. A request that may change something needs the form token of
   * the same browser, also from strangers; without it this is a 403.
   */
  public Optional<Caller.SessionCaller> find(HttpRequest request) {
    boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
    if (!reads) {
      refuseForgery(request);
    }
    Optional<String> cookie = request.cookie(SESSION);
    if (cookie.isEmpty()) {
      return Optional.empty();
    }
    Optional<Session> session = transactions.read(tx -> tx.sessions().find(cookie.get()));
    session.ifPresent(this::prolong);
    return session
        .filter(found -> found.login().active())
        .map(
            found -> {
              long account = found.login().accountId();
              return new Caller.SessionCaller(account, account, found.id());
            });
  }

  /** Logs a person in: a new secret each time, whatever cookie the browser had. */
  public HttpResponse open(HttpRequest request, long accountId, HttpResponse answer) {
    String secret = secrets.next();
    String agent = request.header("User-Agent").orElse("");
    String shortened = agent.substring(0, Math.min(agent.length(), LONGEST_USER_AGENT));
    transactions.run(
        tx -> {
          if (request.caller() instanceof Caller.SessionCaller old) {
            tx.sessions().remove(old.sessionId(), old.accountId());
          }
          tx.sessions().add(secret, accountId, shortened, LIFETIME);
          tx.users().touch(accountId);
        });
    return expired(answer, VISIT).withCookie(SESSION, secret, LIFETIME, secure);
  }

  /** Logs a person out, and removes every cookie that was ever set (K14). */
  public HttpResponse end(HttpRequest request, HttpResponse answer) {
    if (request.caller() instanceof Caller.SessionCaller session) {
      transactions.run(tx -> tx.sessions().remove(session.sessionId(), session.accountId()));
    }
    return expired(expired(answer, VISIT), SESSION);
  }

  /** What a page with forms needs. */
  Ticket ticket(HttpRequest request) {
    Optional<String> cookie = formCookie(request);
    String secret = cookie.orElseGet(secrets::next);
    return new Ticket(
        FormToken.of(secret), cookie.isPresent() ? Optional.empty() : Optional.of(secret));
  }

  /** Sets the cookie of a visit: it ends with the browser's day. */
  HttpResponse remember(String visit, HttpResponse answer) {
    return answer.withCookie(VISIT, visit, Duration.ofDays(1), secure);
  }

  private void refuseForgery(HttpRequest request) {
    String sent = request.params().string(FORM_FIELD).orElse("");
    Optional<String> cookie = formCookie(request);
    if (cookie.isEmpty() || !Secrets.same(FormToken.of(cookie.get()), sent)) {
      throw Problem.forbidden("This form has expired, please go back and load its page again");
    }
  }

  private static Optional<String> formCookie(HttpRequest request) {
    return request
        .cookie(SESSION)
        .or(() -> request.cookie(VISIT))
        .filter(secret -> !secret.isEmpty());
  }

  private void prolong(Session session) {
    Instant due = session.lastSeenAt().plus(PROLONGED_EVERY);
    if (due.isBefore(clock.instant())) {
      transactions.run(tx -> tx.sessions().touch(session.id(), LIFETIME));
    }
  }

  private HttpResponse expired(HttpResponse answer, String cookie) {
    return answer.withCookie(cookie, "", Duration.ZERO, secure);
  }
}
