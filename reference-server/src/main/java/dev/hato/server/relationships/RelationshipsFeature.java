package dev.hato.server.relationships;

import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Block;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Reject;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.RouteHandler;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;

/** Follows, requests, blocks and mutes, by clients and by other servers. */
public final class RelationshipsFeature implements Feature {
  private final RelationshipRoutes routes;
  private final RelationshipActivities activities;
  private final FollowSynchronization synchronization;

  public RelationshipsFeature(
      Transactions transactions, Events events, ResolveAccount resolve, SiteUrls urls) {
    var post = new FollowPost(urls);
    var unfollow = new UnfollowAccount(events, post);
    var verbs =
        new RelationshipRoutes.Verbs(
            new FollowAccount(events, post),
            unfollow,
            new BlockAccount(events, post, unfollow),
            new MuteAccount(events),
            new AnswerFollowRequest(events, post));
    this.routes = new RelationshipRoutes(transactions, new AccountView(urls), verbs);
    this.synchronization = new FollowSynchronization(transactions, events, unfollow, post);
    this.activities = new RelationshipActivities(transactions, events, resolve, urls, post);
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get(
        "/api/v1/accounts/relationships",
        Access.scope("read:follows"),
        Privacy.OWN,
        routes::relationships);
    changes(registry);
    own(registry, "/api/v1/follow_requests", "read:follows", routes::requests);
    own(registry, "/api/v1/blocks", "read:blocks", routes::blocks);
    own(registry, "/api/v1/mutes", "read:mutes", routes::mutes);
    Access read = Access.scopeIfAuthenticated("read:accounts");
    registry.get("/api/v1/accounts/{id}/followers", read, Privacy.PROFILE, routes::followers);
    registry.get("/api/v1/accounts/{id}/following", read, Privacy.PROFILE, routes::following);
    registry.follows(synchronization);
    registry.activity(Follow.class, activities::receive);
    registry.activity(Accept.class, activities::receive);
    registry.activity(Reject.class, activities::receive);
    registry.activity(Undo.class, activities::receive);
    registry.activity(Block.class, activities::receive);
  }

  private void changes(Registry registry) {
    change(registry, "accounts/{id}/follow", "write:follows", routes::follow);
    change(registry, "accounts/{id}/unfollow", "write:follows", routes::unfollow);
    change(
        registry, "accounts/{id}/remove_from_followers", "write:follows", routes::removeFollower);
    change(registry, "accounts/{id}/block", "write:blocks", routes::block);
    change(registry, "accounts/{id}/unblock", "write:blocks", routes::unblock);
    change(registry, "accounts/{id}/mute", "write:mutes", routes::mute);
    change(registry, "accounts/{id}/unmute", "write:mutes", routes::unmute);
    change(registry, "follow_requests/{id}/authorize", "write:follows", routes::authorize);
    change(registry, "follow_requests/{id}/reject", "write:follows", routes::reject);
  }

  private static void change(Registry registry, String path, String scope, RouteHandler handler) {
    registry.post("/api/v1/" + path, Access.scope(scope), Privacy.OWN, handler);
  }

  private static void own(Registry registry, String path, String scope, RouteHandler handler) {
    registry.get(path, Access.scope(scope), Privacy.OWN, handler);
  }
}
