package dev.hato.examples;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A relay (FEP-ae0c): hands the public activities of its subscribers on to all others. Who follows
 * everybody (Mastodon) gets them as they are, with the proof that is inside of them; who follows
 * the relay itself (LitePub) is followed back and told of posts by an Announce.
 */
record Relay(Node node, Map<Iri, Subscriber> subscribers) {
  private record Subscriber(Iri inbox, String origin, boolean asIs) {}

  public static void main(String[] args) throws Exception {
    JdkServer.start(8080, start(Site.of(args[0])).federation, true);
  }

  static Node start(Site site) {
    return new Node(
        site,
        Actor.newBuilder("Application").preferredUsername("relay"),
        (node, federation) -> {
          Relay relay = new Relay(node, new ConcurrentHashMap<>());
          federation
              .on(Follow.class, relay::subscribe)
              .on(Undo.class, relay::undo)
              .on(Activity.class, relay::pass);
        });
  }

  private void subscribe(InboxContext context, Follow follow) {
    Iri id = context.signer();
    Actor server = context.remote().actor(id, context.budget()).found().orElseThrow();
    Iri inbox = server.sharedInbox().or(server::inbox).orElseThrow();
    boolean asIs = follow.object().flatMap(Ref::id).filter(Iri::isPublic).isPresent();
    subscribers.put(id, new Subscriber(inbox, id.origin().orElseThrow(), asIs));
    node.send(Accept.of(node.nextId(), node.id(), follow), Audience.inboxes(List.of(inbox)));
    if (!asIs) {
      node.send(Follow.of(node.nextId(), node.id(), id), Audience.inboxes(List.of(inbox)));
    }
  }

  private void undo(InboxContext context, Undo undo) {
    pass(context, undo);
    if (undo.object().flatMap(Ref::embedded).orElse(null) instanceof Follow) {
      subscribers.remove(context.signer());
    }
  }

  private void pass(InboxContext context, Activity activity) {
    String from = context.signer().origin().orElse("");
    if (activity.isPublic() && subscribers.values().stream().anyMatch(s -> s.origin.equals(from))) {
      node.send(activity, others(from, true));
      if (activity instanceof Create create) {
        Iri post = create.object().flatMap(Ref::id).orElseThrow();
        node.send(Announce.of(node.nextId(), node.id(), post), others(from, false));
      }
    }
  }

  private Audience others(String from, boolean asIs) {
    return Audience.inboxes(
        subscribers.values().stream()
            .filter(to -> to.asIs == asIs && !to.origin.equals(from))
            .map(Subscriber::inbox)
            .toList());
  }
}
