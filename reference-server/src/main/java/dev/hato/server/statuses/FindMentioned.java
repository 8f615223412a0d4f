package dev.hato.server.statuses;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.html.Segment;
import dev.hato.storage.Transactions;
import dev.hato.storage.accounts.Account;
import dev.hato.webfinger.Acct;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds whom a text mentions: known accounts by one transaction, unknown handles of other servers
 * by asking there. Blocks on the network, so it runs before the transaction that stores the text.
 */
final class FindMentioned {
  /** Handles beyond these stay text. */
  static final int MOST = 20;

  private final Transactions transactions;
  private final ResolveAccount accounts;
  private final SiteUrls urls;
  private final InstantSource clock;

  FindMentioned(
      Transactions transactions, ResolveAccount accounts, SiteUrls urls, InstantSource clock) {
    this.transactions = transactions;
    this.accounts = accounts;
    this.urls = urls;
    this.clock = clock;
  }

  NamedPeople find(StatusText text) {
    List<Segment.Mention> mentions = text.mentions().stream().limit(MOST).toList();
    if (mentions.isEmpty()) {
      return NamedPeople.NONE;
    }
    Map<String, Account> found = known(mentions);
    FetchBudget budget = FetchBudget.standard(clock);
    for (Segment.Mention mention : mentions) {
      String key = NamedPeople.key(mention);
      if (!found.containsKey(key) && !isLocal(mention)) {
        lookUp(mention, budget).ifPresent(account -> found.put(key, account));
      }
    }
    found.values().removeIf(Account::suspended);
    return new NamedPeople(found);
  }

  private Map<String, Account> known(List<Segment.Mention> mentions) {
    return transactions.read(
        tx -> {
          Map<String, Account> known = new HashMap<>();
          for (Segment.Mention mention : mentions) {
            String domain =
                isLocal(mention) ? "" : mention.domain().flatMap(Acct::normalHost).orElse("?");
            tx.accounts()
                .findByHandle(mention.username(), domain)
                .ifPresent(account -> known.put(NamedPeople.key(mention), account));
          }
          return known;
        });
  }

  private Optional<Account> lookUp(Segment.Mention mention, FetchBudget budget) {
    return Acct.parse(mention.source()).flatMap(acct -> accounts.byAcct(acct, budget));
  }

  private boolean isLocal(Segment.Mention mention) {
    return mention.domain().map(urls.domain()::equalsIgnoreCase).orElse(true);
  }
}
