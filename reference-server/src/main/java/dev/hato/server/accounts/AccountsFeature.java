package dev.hato.server.accounts;

import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Update;
import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.files.FileNames;
import dev.hato.server.files.FileStore;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;

/** Accounts: the entity for clients, the actor for servers, profiles and their changes. */
public final class AccountsFeature implements Feature {
  private final AccountRoutes routes;
  private final AccountActivities activities;

  /** What accounts store files with. */
  public record Pictures(FileStore files, FileNames names) {}

  public AccountsFeature(
      Transactions transactions,
      Events events,
      ResolveAccount resolve,
      SiteUrls urls,
      Pictures pictures) {
    var view = new AccountView(urls);
    var update =
        new UpdateCredentials(transactions, events, urls, pictures.files(), pictures.names());
    this.routes = new AccountRoutes(transactions, view, resolve, update, urls);
    this.activities =
        new AccountActivities(transactions, resolve, new ActorDocuments(urls), new Outbox(), urls);
  }

  @Override
  public void plugIn(Registry registry) {
    Access read = Access.scopeIfAuthenticated("read:accounts");
    registry.get(
        "/api/v1/accounts/verify_credentials",
        Access.scope("read:accounts", "profile", "read:me"),
        Privacy.OWN,
        routes::verifyCredentials);
    registry.patch(
        "/api/v1/accounts/update_credentials",
        Access.scope("write:accounts"),
        Privacy.OWN,
        routes::updateCredentials);
    registry.get("/api/v1/accounts/lookup", read, Privacy.PROFILE, routes::lookup);
    registry.get(
        "/api/v1/accounts/search", Access.scope("read:accounts"), Privacy.PROFILE, routes::search);
    registry.get("/api/v1/accounts", read, Privacy.PROFILE, routes::list);
    registry.get("/api/v1/accounts/{id}", read, Privacy.PROFILE, routes::get);
    registry.subscribe("accounts.federate", AccountUpdated.class, "default", activities::send);
    registry.activity(Update.class, activities::receive);
    registry.activity(Delete.class, activities::receive);
  }
}
