package dev.hato.examples;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import dev.hato.webfinger.Acct;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A read-only copy of the public posts of one account: the last ones, and all that come. */
record Mirror(Map<Iri, Post> posts) {
  public static void main(String[] args) throws Exception {
    Mirror mirror = new Mirror(new ConcurrentHashMap<>());
    Site site = Site.of(args[0]);
    Node node = mirror.start(site);
    JdkServer.start(8080, node.federation, true);
    mirror.follow(node, Acct.parse(args[1]).orElseThrow(), FetchBudget.standard(site.clock()));
  }

  Node start(Site site) {
    return new Node(
        site,
        Actor.newBuilder("Service").preferredUsername("mirror"),
        (node, federation) ->
            federation
                .on(Create.class, (context, create) -> keep(context, create.object().orElseThrow()))
                .on(Update.class, (context, update) -> keep(context, update.object().orElseThrow()))
                .on(Delete.class, (context, delete) -> drop(delete.object().orElseThrow())));
  }

  /** Takes what the outbox shows, and follows for what comes. */
  void follow(Node node, Acct account, FetchBudget budget) {
    var remote = node.federation.remote();
    Actor source = remote.actorByAcct(account, budget).found().orElseThrow().actor();
    Iri id = source.id().orElseThrow();
    node.send(Follow.of(node.nextId(), node.id(), id), Audience.actors(List.of(source)));
    source
        .outbox()
        .flatMap(outbox -> remote.items(outbox, 20, budget).found())
        .orElse(List.of())
        .forEach(
            item -> {
              if (item.embedded().orElse(null) instanceof Create create) {
                create
                    .object()
                    .flatMap(post -> remote.resolve(post, id, budget).found())
                    .ifPresent(this::keep);
              }
            });
  }

  /** What is embedded counts only when its sender may speak for it; else its origin is asked. */
  private void keep(InboxContext context, Ref<ApObject> post) {
    context
        .remote()
        .resolve(post, context.signer(), context.budget())
        .found()
        .ifPresent(this::keep);
  }

  private void keep(ApObject object) {
    if (object instanceof Post post && post.isPublic()) {
      posts.put(post.id().orElseThrow(), post);
    }
  }

  private void drop(Ref<ApObject> post) {
    post.id().ifPresent(posts::remove);
  }
}
