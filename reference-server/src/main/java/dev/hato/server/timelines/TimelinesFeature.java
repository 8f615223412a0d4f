package dev.hato.server.timelines;

import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.server.relationships.Blocked;
import dev.hato.server.relationships.Followed;
import dev.hato.server.relationships.Muted;
import dev.hato.server.relationships.Unfollowed;
import dev.hato.server.statuses.StatusBoosted;
import dev.hato.server.statuses.StatusDeleted;
import dev.hato.server.statuses.StatusEdited;
import dev.hato.server.statuses.StatusPosted;
import dev.hato.server.statuses.StatusUnboosted;
import dev.hato.server.statuses.StatusView;
import dev.hato.server.streaming.StreamBus;
import dev.hato.storage.Transactions;
import java.time.InstantSource;

/** Timelines: feeds kept in step by events, read by clients. */
public final class TimelinesFeature implements Feature {
  private static final String FAN_OUT = "fanout";
  private static final String DEFAULT = "default";

  private final TimelineRoutes routes;
  private final FeedKeeper keeper;
  private final TimelineStreams streams;
  private final StatusBroadcast broadcast;

  public TimelinesFeature(
      Transactions transactions, StreamBus bus, StatusView view, InstantSource clock) {
    HomeFeeds feeds = new HomeFeeds(transactions);
    this.routes = new TimelineRoutes(transactions, feeds, view);
    this.keeper = new FeedKeeper(transactions, feeds, clock);
    this.streams = new TimelineStreams(transactions);
    this.broadcast = new StatusBroadcast(transactions, bus, view, keeper);
  }

  @Override
  public void plugIn(Registry registry) {
    registry.get(
        "/api/v1/timelines/home", Access.scope("read:statuses"), Privacy.POSTS, routes::home);
    Access read = Access.scopeIfAuthenticated("read:statuses");
    registry.get("/api/v1/timelines/public", read, Privacy.POSTS, routes::open);
    registry.get("/api/v1/timelines/tag/{hashtag}", read, Privacy.POSTS, routes::tag);
    registry.subscribe("feeds.posted", StatusPosted.class, FAN_OUT, broadcast::posted);
    registry.subscribe("feeds.boosted", StatusBoosted.class, FAN_OUT, broadcast::boosted);
    registry.subscribe("feeds.deleted", StatusDeleted.class, DEFAULT, broadcast::deleted);
    registry.subscribe("feeds.unboosted", StatusUnboosted.class, DEFAULT, broadcast::unboosted);
    registry.subscribe("feeds.followed", Followed.class, DEFAULT, keeper::followed);
    registry.subscribe("feeds.unfollowed", Unfollowed.class, DEFAULT, keeper::unfollowed);
    registry.subscribe("feeds.blocked", Blocked.class, DEFAULT, keeper::blocked);
    registry.subscribe("feeds.muted", Muted.class, DEFAULT, keeper::muted);
    registry.subscribe("feeds.edited", StatusEdited.class, FAN_OUT, broadcast::edited);
    registry.subscribe("streams.blocked", Blocked.class, DEFAULT, streams::blocked);
    registry.subscribe("streams.muted", Muted.class, DEFAULT, streams::muted);
    streams.plugIn(registry);
  }
}
