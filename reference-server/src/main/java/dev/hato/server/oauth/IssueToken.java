package dev.hato.server.oauth;

import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.oauth.NewApp;
import dev.hato.storage.oauth.OAuthApp;
import java.util.List;
import java.util.Optional;

/** Makes an access token for a local person without a browser: the admin's command. */
public final class IssueToken {
  private static final String SETTING = "oauth.command-app";
  private static final NewApp APP =
      new NewApp(
          "Hato command", "", List.of(RedirectUris.OUT_OF_BAND), String.join(" ", KnownScopes.ALL));

  private final Transactions transactions;
  private final Secrets secrets;

  public IssueToken(Transactions transactions, Secrets secrets) {
    this.transactions = transactions;
    this.secrets = secrets;
  }

  /** What became of it. */
  public sealed interface Result {
    /** The token, which is kept only as a hash. */
    record Issued(String token) implements Result {
      @Override
      public String toString() {
        return "Issued[]";
      }
    }

    /** No local account that can log in has this name. */
    record NobodyOfThatName() implements Result {}

    /** These scopes do not exist, or none was given. */
    record UnknownScopes(List<String> names) implements Result {}
  }

  public Result issue(String username, Scopes scopes) {
    List<String> unknown =
        scopes.names().stream().filter(name -> !KnownScopes.ALL.contains(name)).toList();
    if (!unknown.isEmpty() || scopes.names().isEmpty()) {
      return new Result.UnknownScopes(unknown);
    }
    String token = secrets.next();
    return transactions.write(tx -> issue(tx, username, scopes, token));
  }

  private Result issue(Tx tx, String username, Scopes scopes, String token) {
    Optional<Account> account =
        tx.accounts().findLocal(username).filter(found -> tx.users().find(found.id()).isPresent());
    if (account.isEmpty()) {
      return new Result.NobodyOfThatName();
    }
    long app = app(tx);
    tx.tokens().addForAccount(token, app, account.get().id(), scopes.toString());
    return new Result.Issued(token);
  }

  /** All these tokens belong to one application, whose credentials nobody has. */
  private long app(Tx tx) {
    return tx.settings()
        .find(SETTING)
        .flatMap(id -> tx.apps().find(Long.parseLong(id)))
        .map(OAuthApp::id)
        .orElseGet(
            () -> {
              long id = tx.apps().add(APP, secrets.next(), secrets.next()).id();
              tx.settings().put(SETTING, Long.toString(id));
              return id;
            });
  }
}
