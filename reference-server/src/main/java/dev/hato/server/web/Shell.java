package dev.hato.server.web;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Caller;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.accounts.User;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Turns a template into an answer: puts the frame with language, person and form token around it,
 * and sets what caches and browsers must know. Thread-safe.
 */
public final class Shell {
  private static final String VARY = "Accept, Accept-Language, Cookie";

  private final Pages pages;
  private final BrowserSessions sessions;
  private final Transactions transactions;
  private final SiteUrls urls;

  public Shell(Pages pages, BrowserSessions sessions, Transactions transactions, SiteUrls urls) {
    this.pages = pages;
    this.sessions = sessions;
    this.transactions = transactions;
    this.urls = urls;
  }

  /** What search engines and link previews read of a public page. */
  public record Head(String title, String description, String canonical, boolean indexable) {}

  /** A page for one person, with forms: never cached, never listed. */
  public HttpResponse personal(
      HttpRequest request, String title, BiFunction<Pages, Frame, String> render) {
    BrowserSessions.Ticket ticket = sessions.ticket(request);
    Head head = new Head(title, "", urls.base() + request.path(), false);
    Frame frame = frame(request, head, ticket.formToken());
    HttpResponse answer =
        HttpResponse.html(render.apply(pages, frame)).with("Cache-Control", "no-store");
    return ticket.newVisit().map(visit -> sessions.remember(visit, answer)).orElse(answer);
  }

  /** A page for everybody; strangers' copies may be cached for a moment. */
  public HttpResponse shared(
      HttpRequest request, Head head, BiFunction<Pages, Frame, String> render) {
    boolean stranger = request.caller().viewer().isEmpty();
    String token = stranger ? "" : sessions.ticket(request).formToken();
    return HttpResponse.html(render.apply(pages, frame(request, head, token)))
        .with("Cache-Control", stranger ? "public, max-age=15" : "private, no-store")
        .with("Vary", VARY);
  }

  /** A headline and one sentence. */
  public HttpResponse message(HttpRequest request, String headlineKey, String sentenceKey) {
    Texts texts = texts(request);
    return personal(
        request,
        texts.get(headlineKey),
        (all, frame) -> all.message(frame, texts.get(headlineKey), texts.get(sentenceKey)));
  }

  /** The texts in the visitor's language. */
  public Texts texts(HttpRequest request) {
    return Texts.of(request.locale());
  }

  private Frame frame(HttpRequest request, Head head, String formToken) {
    return new Frame(
        texts(request),
        urls.domain(),
        head.title(),
        head.description(),
        head.canonical(),
        head.indexable(),
        signedIn(request.caller()),
        formToken);
  }

  private Optional<Frame.SignedIn> signedIn(Caller caller) {
    return caller instanceof Caller.SessionCaller session
        ? transactions.read(tx -> signedIn(tx, session.accountId()))
        : Optional.empty();
  }

  private static Optional<Frame.SignedIn> signedIn(Tx tx, long accountId) {
    boolean staff = tx.users().find(accountId).map(User::role).filter(Shell::isStaff).isPresent();
    return tx.accounts().find(accountId).map(account -> signedIn(account, staff));
  }

  private static Frame.SignedIn signedIn(Account account, boolean staff) {
    String name = account.displayName().isBlank() ? account.username() : account.displayName();
    return new Frame.SignedIn(account.username(), name, staff);
  }

  /** Whether a role may see the staff's pages. */
  public static boolean isStaff(Role role) {
    return role.isAtLeast(Role.MODERATOR);
  }
}
