package dev.hato.server.timelines;

import dev.hato.server.http.Json;
import dev.hato.server.statuses.ApiStatus;
import dev.hato.server.statuses.StatusBoosted;
import dev.hato.server.statuses.StatusDeleted;
import dev.hato.server.statuses.StatusEdited;
import dev.hato.server.statuses.StatusPosted;
import dev.hato.server.statuses.StatusUnboosted;
import dev.hato.server.statuses.StatusView;
import dev.hato.server.streaming.StreamBus;
import dev.hato.server.streaming.StreamEvent;
import dev.hato.storage.Transactions;
import dev.hato.storage.relationships.LocalFollower;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.tags.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tells open streams about posts. Home events are rendered for the one who gets them, public events
 * once for all; nothing is rendered for topics that nobody hears.
 */
final class StatusBroadcast {
  private static final int FOLLOWERS = 1_000;

  private final Transactions transactions;
  private final StreamBus bus;
  private final StatusView view;
  private final FeedKeeper keeper;

  StatusBroadcast(Transactions transactions, StreamBus bus, StatusView view, FeedKeeper keeper) {
    this.transactions = transactions;
    this.bus = bus;
    this.view = view;
    this.keeper = keeper;
  }

  void posted(StatusPosted event) {
    home("update", event.statusId(), keeper.posted(event));
    open("update", event.statusId());
  }

  void boosted(StatusBoosted event) {
    home("update", event.boostId(), keeper.boosted(event));
  }

  void edited(StatusEdited event) {
    home("status.update", event.statusId(), keeper.recipients(event.statusId()));
    open("status.update", event.statusId());
  }

  /** The post is gone from the database, so those who may have it are told by its id. */
  void deleted(StatusDeleted event) {
    keeper.deleted(event);
    StreamEvent gone = StreamEvent.of("delete", Long.toString(event.statusId()));
    List<Long> people = new ArrayList<>(event.reachedIds());
    people.add(event.accountId());
    if (event.visibility() != Visibility.DIRECT) {
      followers(event.accountId(), people);
    }
    people.forEach(person -> bus.publish(TimelineTopics.home(person), gone));
    if (event.visibility() == Visibility.PUBLIC) {
      StreamEvent open = by(event.accountId(), gone);
      bus.publish(TimelineTopics.PUBLIC, open);
      bus.publish(event.local() ? TimelineTopics.LOCAL : TimelineTopics.REMOTE, open);
    }
  }

  void unboosted(StatusUnboosted event) {
    keeper.unboosted(event);
    StreamEvent gone = StreamEvent.of("delete", Long.toString(event.boostId()));
    List<Long> people = new ArrayList<>(List.of(event.accountId()));
    followers(event.accountId(), people);
    people.forEach(person -> bus.publish(TimelineTopics.home(person), gone));
  }

  private void followers(long accountId, List<Long> into) {
    long after = 0;
    List<LocalFollower> page;
    do {
      long from = after;
      page = transactions.read(tx -> tx.follows().localFollowers(accountId, from, FOLLOWERS));
      page.forEach(follower -> into.add(follower.accountId()));
      after = page.isEmpty() ? after : page.getLast().accountId();
    } while (page.size() == FOLLOWERS);
  }

  private void home(String name, long statusId, List<Long> people) {
    for (long person : people) {
      if (bus.isHeard(TimelineTopics.home(person))) {
        render(Viewer.of(person), statusId)
            .ifPresent(
                status ->
                    bus.publish(
                        TimelineTopics.home(person), StreamEvent.of(name, Json.text(status))));
      }
    }
  }

  private Optional<ApiStatus> render(Viewer viewer, long statusId) {
    return transactions.read(tx -> view.render(tx, viewer, List.of(statusId))).stream().findFirst();
  }

  /** Public posts that are no answers to others, on the public and hashtag streams. */
  private void open(String name, long statusId) {
    if (bus.isSilent()) {
      return;
    }
    Optional<LoadedStatus> loaded =
        transactions.read(tx -> tx.statusQueries().load(Viewer.anonymous(), statusId));
    if (loaded.isEmpty() || loaded.get().status().visibility() != Visibility.PUBLIC) {
      return;
    }
    LoadedStatus post = loaded.get();
    List<String> heard = topics(post).stream().filter(bus::isHeard).toList();
    if (heard.isEmpty()) {
      return;
    }
    ApiStatus rendered = view.render(Viewer.anonymous(), List.of(post)).getFirst();
    StreamEvent event = by(post.author().id(), StreamEvent.of(name, Json.text(rendered)));
    heard.forEach(topic -> bus.publish(topic, event));
  }

  /** With what keeps it from those who do not meet the author. */
  private static StreamEvent by(long author, StreamEvent event) {
    return event.withFacts(Map.of(TimelineTopics.AUTHOR, Long.toString(author)));
  }

  private static List<String> topics(LoadedStatus post) {
    Status status = post.status();
    List<String> topics = new ArrayList<>();
    boolean answersOthers =
        status.isReply() && status.inReplyToAccountId().orElse(-1) != status.accountId();
    if (!answersOthers) {
      String origin = status.local() ? TimelineTopics.LOCAL : TimelineTopics.REMOTE;
      topics.add(TimelineTopics.PUBLIC);
      topics.add(origin);
      if (!post.media().isEmpty()) {
        topics.add(TimelineTopics.media(TimelineTopics.PUBLIC));
        topics.add(TimelineTopics.media(origin));
      }
    }
    for (Tag tag : post.tags()) {
      topics.add(TimelineTopics.hashtag(tag.name(), false));
      if (status.local()) {
        topics.add(TimelineTopics.hashtag(tag.name(), true));
      }
    }
    return topics;
  }
}
