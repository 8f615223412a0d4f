package dev.hato.server.oauth;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hato.server.http.Authenticator;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.server.web.BrowserSessions;
import dev.hato.server.web.Shell;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.User;
import dev.hato.storage.oauth.AccessToken;
import dev.hato.storage.oauth.Login;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Who sends a request, by bearer token or session cookie. Good tokens are remembered for a moment:
 * a revocation in this process counts at once, a change by another process after {@value
 * #STALE_SECONDS} s at most (M31). Thread-safe.
 */
public final class TokenAuthenticator implements Authenticator {
  static final int STALE_SECONDS = 5;
  private static final Duration NOTED_EVERY = Duration.ofMinutes(10);
  private static final int MOST_TOKENS = 20_000;

  private final Transactions transactions;
  private final BrowserSessions sessions;
  private final Cache<String, Known> known;
  private final Cache<Long, Boolean> noted;

  public TokenAuthenticator(
      Transactions transactions, BrowserSessions sessions, InstantSource clock) {
    this.transactions = transactions;
    this.sessions = sessions;
    this.known = cache(clock, Duration.ofSeconds(STALE_SECONDS));
    this.noted = cache(clock, NOTED_EVERY);
  }

  private record Known(long tokenId, Caller caller) {}

  @Override
  public Optional<Caller> bearer(String token) {
    String key = Secrets.hash(token);
    Known hit = known.getIfPresent(key);
    if (hit != null) {
      return Optional.of(hit.caller());
    }
    Optional<AccessToken> found = transactions.read(tx -> tx.tokens().find(token));
    found.flatMap(AccessToken::login).map(Login::state).ifPresent(TokenAuthenticator::admit);
    found.ifPresent(
        access -> {
          known.put(key, new Known(access.id(), caller(access)));
          note(access);
        });
    return found.map(TokenAuthenticator::caller);
  }

  @Override
  public Optional<Caller.SessionCaller> session(HttpRequest request) {
    return sessions.find(request);
  }

  @Override
  public boolean isStaff(Caller caller) {
    return caller.viewer().isPresent()
        && transactions
            .read(tx -> tx.users().find(caller.viewer().getAsLong()))
            .map(User::role)
            .filter(Shell::isStaff)
            .isPresent();
  }

  void forget(Set<Long> tokenIds) {
    known.asMap().values().removeIf(entry -> tokenIds.contains(entry.tokenId()));
  }

  private void note(AccessToken access) {
    if (noted.asMap().putIfAbsent(access.id(), true) == null) {
      transactions.run(
          tx -> {
            tx.tokens().touch(access.id());
            access.login().ifPresent(login -> tx.users().touch(login.accountId()));
          });
    }
  }

  private static Caller caller(AccessToken access) {
    Scopes scopes = Scopes.parse(access.scopes());
    return access
        .login()
        .<Caller>map(
            login ->
                new Caller.UserCaller(
                    login.accountId(), login.accountId(), access.id(), access.appId(), scopes))
        .orElseGet(() -> new Caller.AppCaller(access.appId(), scopes));
  }

  private static void admit(Login.State state) {
    switch (state) {
      case ACTIVE -> {}
      case UNCONFIRMED, UNAPPROVED ->
          throw Problem.forbidden("Your login is currently pending approval");
      case DISABLED, SUSPENDED -> throw Problem.forbidden("Your login is currently disabled");
    }
  }

  private static <K, V> Cache<K, V> cache(InstantSource clock, Duration life) {
    return Caffeine.newBuilder()
        .maximumSize(MOST_TOKENS)
        .expireAfterWrite(life)
        .ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
        .build();
  }
}
