package dev.hato.server.oauth;

import dev.hato.server.http.Params;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Scopes;
import dev.hato.server.kernel.Secrets;
import dev.hato.storage.Transactions;
import dev.hato.storage.oauth.NewApp;
import dev.hato.storage.oauth.OAuthApp;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Registers a client application: anybody may, so everything it says is bounded. */
final class RegisterApp {
  private static final int LONGEST_NAME = 60;
  private static final int MOST_URIS = 20;
  private static final Pattern WEBSITE = Pattern.compile("(?i)https?://[^\\s/][^\\s]{0,1990}");

  private final Transactions transactions;
  private final Secrets secrets;

  RegisterApp(Transactions transactions, Secrets secrets) {
    this.transactions = transactions;
    this.secrets = secrets;
  }

  /** An application with the secret that is shown this once. */
  record Registered(OAuthApp app, String secret) {}

  Registered register(Params params) {
    NewApp app =
        new NewApp(name(params), website(params), redirectUris(params), scopes(params).toString());
    String clientId = secrets.next();
    String secret = secrets.next();
    return new Registered(transactions.write(tx -> tx.apps().add(app, clientId, secret)), secret);
  }

  private static String name(Params params) {
    String name = params.required("client_name").strip();
    if (name.length() > LONGEST_NAME) {
      throw Problem.invalid("Validation failed: Application name is too long");
    }
    return name;
  }

  private static String website(Params params) {
    Optional<String> website =
        params.string("website").map(String::strip).filter(text -> !text.isEmpty());
    if (website.isPresent() && !WEBSITE.matcher(website.get()).matches()) {
      throw Problem.invalid("Validation failed: Website is not a valid URL");
    }
    return website.orElse("");
  }

  private static List<String> redirectUris(Params params) {
    List<String> uris =
        params.strings("redirect_uris").stream()
            .flatMap(text -> RedirectUris.split(text).stream())
            .distinct()
            .toList();
    if (uris.isEmpty()) {
      throw Problem.invalid("Validation failed: Redirect URI can't be blank");
    }
    if (uris.size() > MOST_URIS || !uris.stream().allMatch(RedirectUris::isAcceptable)) {
      throw Problem.invalid("Validation failed: Redirect URI must be an absolute URI.");
    }
    return uris;
  }

  private static Scopes scopes(Params params) {
    Scopes scopes = Scopes.parse(String.join(" ", params.strings("scopes")));
    if (!KnownScopes.knows(scopes)) {
      throw Problem.invalid("Validation failed: Scopes doesn't match configured on the server.");
    }
    return scopes.names().isEmpty() ? KnownScopes.DEFAULT : scopes;
  }
}
