package dev.hato.storage.accounts;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A remote actor as its own origin describes it, ready to be stored by {@link Accounts#saveRemote}.
 *
 * @param domain the part of the handle after @, in lower case
 * @param published when the account was made, where the document says so
 */
public record RemoteActor(
    String username, String domain, ActorUrls urls, Profile profile, Optional<Instant> published) {

  public RemoteActor {
    domain = domain.toLowerCase(Locale.ROOT);
    if (domain.isBlank()) {
      throw new IllegalArgumentException("a remote actor needs a domain; local ones have none");
    }
  }
}
