package dev.hato.server.timelines;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.hato.server.kernel.Caller;
import dev.hato.server.kernel.Problem;
import dev.hato.server.plug.Registry;
import dev.hato.server.relationships.Blocked;
import dev.hato.server.relationships.Muted;
import dev.hato.server.streaming.OpenStream;
import dev.hato.server.streaming.StreamEvent;
import dev.hato.server.streaming.StreamRequest;
import dev.hato.storage.Transactions;
import dev.hato.storage.tags.TagName;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * The stream names of timelines: who may open them, and what of the public ones a person does not
 * want to see. Whom somebody hides is kept in memory and forgotten when it changes, so that no
 * event asks the database (K07).
 */
final class TimelineStreams {
  private static final List<String> STATUSES = List.of("read:statuses");
  private static final List<String> NOTIFICATIONS = List.of("read:notifications");

  private final Transactions transactions;
  private final Cache<Long, Set<Long>> hidden =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofMinutes(5)).build();

  TimelineStreams(Transactions transactions) {
    this.transactions = transactions;
  }

  void plugIn(Registry registry) {
    registry.stream("user", STATUSES, TimelineStreams::user);
    registry.stream(
        "user:notification",
        NOTIFICATIONS,
        request -> OpenStream.of(TimelineTopics.notifications(request.caller().accountId())));
    for (String topic :
        List.of(TimelineTopics.PUBLIC, TimelineTopics.LOCAL, TimelineTopics.REMOTE)) {
      registry.stream(topic, STATUSES, request -> open(request, topic));
      String media = TimelineTopics.media(topic);
      registry.stream(media, STATUSES, request -> open(request, media));
    }
    registry.stream("hashtag", STATUSES, request -> hashtag(request, false));
    registry.stream("hashtag:local", STATUSES, request -> hashtag(request, true));
  }

  void blocked(Blocked event) {
    hidden.invalidate(event.accountId());
    hidden.invalidate(event.targetId());
  }

  void muted(Muted event) {
    hidden.invalidate(event.accountId());
  }

  private static OpenStream user(StreamRequest request) {
    Caller.UserCaller caller = request.caller();
    List<String> topics = new ArrayList<>();
    topics.add(TimelineTopics.home(caller.accountId()));
    if (caller.scopes().covers("read:notifications")) {
      topics.add(TimelineTopics.notifications(caller.accountId()));
    }
    return OpenStream.of(topics.toArray(String[]::new));
  }

  private OpenStream open(StreamRequest request, String topic) {
    return OpenStream.of(topic).showing(wanted(request));
  }

  private OpenStream hashtag(StreamRequest request, boolean local) {
    String asked = request.required("tag");
    TagName tag =
        TagName.parse(asked).orElseThrow(() -> Problem.badRequest("This is not a hashtag"));
    return OpenStream.of(TimelineTopics.hashtag(tag.name(), local))
        .showing(wanted(request))
        .labelled(asked);
  }

  private Predicate<StreamEvent> wanted(StreamRequest request) {
    long viewer = request.caller().accountId();
    return event ->
        event
            .fact(TimelineTopics.AUTHOR)
            .map(author -> !hiddenFrom(viewer).contains(Long.valueOf(author)))
            .orElse(true);
  }

  private Set<Long> hiddenFrom(long viewer) {
    return hidden.get(
        viewer, id -> transactions.read(tx -> Set.copyOf(tx.relationships().hiddenFrom(id))));
  }
}
