package dev.hato.server.instance;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/** What this server is and how much is going on here. */
public final class InstanceFeature implements Feature {
  private static final Duration MONTH = Duration.ofDays(30);

  private final Transactions transactions;
  private final InstanceFacts facts;
  private final InstanceDocuments documents;
  private final AccountView accounts;
  private final InstanceNumbers numbers;

  public InstanceFeature(
      Transactions transactions, InstanceFacts facts, SiteUrls urls, InstantSource clock) {
    this.transactions = transactions;
    this.facts = facts;
    this.documents = new InstanceDocuments(facts, urls);
    this.accounts = new AccountView(urls);
    this.numbers = new InstanceNumbers(transactions, clock, MONTH);
  }

  @Override
  public void plugIn(Registry registry) {
    Access anyone = Access.anyone();
    registry.get(
        "/api/v1/instance", anyone, Privacy.PUBLIC, _ -> HttpResponse.json(documents.v1(now())));
    registry.get(
        "/api/v2/instance", anyone, Privacy.PUBLIC, _ -> HttpResponse.json(documents.v2(now())));
    registry.get(
        "/api/v1/instance/extended_description",
        anyone,
        Privacy.PUBLIC,
        _ ->
            HttpResponse.json(Map.of("updated_at", Instant.EPOCH, "content", facts.description())));
    NothingHere.plugIn(registry);
  }

  private InstanceDocuments.Now now() {
    InstanceNumbers.Counted counted = numbers.counted();
    return new InstanceDocuments.Now(
        counted.users(), counted.statuses(), counted.domains(), counted.active(), contact());
  }

  private Optional<ApiAccount> contact() {
    return transactions.read(tx -> tx.accounts().owner()).map(accounts::render);
  }
}
