package dev.hato.server.crash;

import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.httpsig.client.Exchange;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Another server with one follower, and what arrived there. */
final class Peer implements AutoCloseable {
  final RemoteInstance instance;
  private final Map<Kind, Map<String, List<String>>> arrived = new HashMap<>();

  /** What an activity is, and what it is about. */
  enum Kind {
    CREATE("Create"),
    ANNOUNCE("Announce");

    private final String type;

    Kind(String type) {
      this.type = type;
    }
  }

  Peer(String address) {
    instance = RemoteInstance.start(address, InstantSource.system());
    for (Kind kind : Kind.values()) {
      arrived.put(kind, new HashMap<>());
    }
  }

  /** Follows somebody and waits until that is accepted. */
  void follow(String actor, String inbox) {
    RemoteActor follower = instance.actor("follower");
    Follow follow = Follow.of(follower.id("follows/1"), follower.id(), Iri.parse(actor));
    if (!(instance.post(follower, inbox, follow) instanceof Exchange.Answered answered
        && answered.isSuccess())) {
      throw new AssertionError("the follow is not taken");
    }
    Received accept = instance.awaitDelivery();
    if (!accept.document().is("Accept")) {
      throw new AssertionError("the follow is not accepted but " + accept.document());
    }
  }

  /** Waits for activities about these objects and gives those that none came for in time. */
  Set<String> missing(Kind kind, Set<String> objects, long deadlineNanos) {
    Set<String> missing = new HashSet<>(objects);
    missing.removeAll(arrived.get(kind).keySet());
    while (!missing.isEmpty()) {
      Optional<Received> next =
          instance.awaitDelivery(Duration.ofNanos(deadlineNanos - System.nanoTime()));
      if (next.isEmpty()) {
        break;
      }
      note(next.get());
      missing.removeAll(arrived.get(kind).keySet());
    }
    return missing;
  }

  /** The ids of the activities of a kind by what they are about, one entry for each arrival. */
  Map<String, List<String>> arrived(Kind kind) {
    for (Optional<Received> next = instance.awaitDelivery(Duration.ZERO);
        next.isPresent();
        next = instance.awaitDelivery(Duration.ZERO)) {
      note(next.get());
    }
    return arrived.get(kind);
  }

  private void note(Received delivery) {
    ApObject activity = delivery.document();
    String id = activity.id().orElseThrow().value();
    for (Kind kind : Kind.values()) {
      if (activity.is(kind.type)) {
        arrived.get(kind).computeIfAbsent(object(activity), _ -> new ArrayList<>()).add(id);
      }
    }
  }

  private static String object(ApObject activity) {
    Ref<ApObject> object = activity.refs("object").getFirst();
    return object.id().or(() -> object.embedded().flatMap(ApObject::id)).orElseThrow().value();
  }

  @Override
  public void close() {
    instance.close();
  }
}
