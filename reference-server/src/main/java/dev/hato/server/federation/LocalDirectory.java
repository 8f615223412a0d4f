package dev.hato.server.federation;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.accounts.Account;
import dev.hato.webfinger.AccountDirectory;
import dev.hato.webfinger.Jrd;
import java.util.Locale;
import java.util.Optional;

/** What WebFinger tells of local accounts and of the server itself. */
final class LocalDirectory implements AccountDirectory {
  private final LocalAccounts accounts;
  private final SiteUrls urls;

  LocalDirectory(LocalAccounts accounts, SiteUrls urls) {
    this.accounts = accounts;
    this.urls = urls;
  }

  @Override
  public Listing byName(String user) {
    if (user.toLowerCase(Locale.ROOT).equals(SiteUrls.INSTANCE_ACTOR)) {
      return instance();
    }
    Optional<Account> account = accounts.find(user);
    if (account.isPresent()) {
      return new Listing.Known(jrd(account.get()));
    }
    return accounts.findGone(user).isPresent() ? new Listing.Gone() : new Listing.Unknown();
  }

  @Override
  public Listing byUrl(String url) {
    if (url.equals(urls.instanceActor())) {
      return instance();
    }
    return urls.localUsername(Iri.parse(url)).map(this::byName).orElseGet(Listing.Unknown::new);
  }

  @Override
  public Listing instance() {
    return new Listing.Known(
        Jrd.newBuilder("acct:" + SiteUrls.INSTANCE_ACTOR + "@" + urls.domain())
            .alias(urls.instanceActor())
            .actor(urls.instanceActor())
            .build());
  }

  private Jrd jrd(Account account) {
    return Jrd.newBuilder("acct:" + account.username() + "@" + urls.domain())
        .alias(account.url())
        .alias(account.uri())
        .profilePage(account.url())
        .actor(account.uri())
        .build();
  }
}
