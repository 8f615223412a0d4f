package dev.hato.examples;

import dev.hato.activitypub.Federation;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.memory.InMemoryStores;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ActorBuilder;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.httpsig.Keys;
import dev.hato.jobs.Worker;
import dev.hato.jobs.spi.JobStore;
import java.security.SecureRandom;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;

/** What most examples share: one actor with its federation, in memory, until it is closed. */
final class Node implements AutoCloseable {
  final InMemoryStores stores;
  final Actor actor;
  final Federation federation;

  /** Where jobs wait: in memory, unless whoever configures the federation names another place. */
  JobStore jobs;

  private final Worker worker;

  Node(Site site, ActorBuilder described, BiConsumer<Node, FederationBuilder> more) {
    stores = InMemoryStores.of(site.base() + site.path(), site.clock());
    jobs = stores.jobs();
    // An actor that stays keeps its keys.
    actor = stores.actors().add(described, Keys.generateRsa(new SecureRandom()));
    FederationBuilder builder =
        Federation.newBuilder(site.base(), site.clock())
            .http(site.http())
            .mountedAt(site.path())
            .allowHttp(site.base().startsWith("http:"))
            .inMemory(stores);
    more.accept(this, builder);
    federation = builder.build();
    worker = federation.worker(jobs).build();
    worker.start();
  }

  Iri id() {
    return actor.id().orElseThrow();
  }

  /** An id for a new object or activity. */
  Iri nextId() {
    return Iri.parse(id() + "/" + UUID.randomUUID());
  }

  void send(Activity activity, Audience audience) {
    new Outbox().send(stores.tx(), id(), activity, audience);
  }

  /** Whoever wants to follow may. An exception has the activity handled again later. */
  void acceptFollow(InboxContext context, Follow follow) {
    Actor follower =
        context.remote().actor(context.signer(), context.budget()).found().orElseThrow();
    stores.followers().add(id(), follower);
    send(Accept.of(nextId(), id(), follow), Audience.actors(List.of(follower)));
  }

  void forgetFollow(InboxContext context, Undo undo) {
    if (undo.object().flatMap(Ref::embedded).orElse(null) instanceof Follow) {
      stores.followers().remove(id(), context.signer());
    }
  }

  @Override
  public void close() {
    worker.close();
  }
}
