package dev.hato.examples;

import dev.hato.activitypub.collections.CollectionQuery;
import dev.hato.activitypub.collections.CollectionSlice;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Article;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;

/** A blog: articles go to its followers, have an address each, and stand in its outbox. */
record Blog(ConcurrentSkipListMap<String, Create> published) implements ServedCollection {
  /** Publishes an article: the arguments are the address of the site, its name and its HTML. */
  public static void main(String[] args) throws Exception {
    Blog blog = new Blog(new ConcurrentSkipListMap<>());
    Node node = blog.start(Site.of(args[0]));
    JdkServer.start(8080, node.federation, true);
    blog.publish(node, args[1], args[2], Instant.now());
  }

  Node start(Site site) {
    return new Node(
        site,
        Actor.newBuilder("Organization").preferredUsername("blog").name("The blog"),
        (node, federation) ->
            federation
                .on(Follow.class, node::acceptFollow)
                .on(Undo.class, node::forgetFollow)
                .document("/users/blog/articles/{slug}", asked -> article(asked.id()))
                .collection("/users/blog/outbox", asked -> Optional.of(this)));
  }

  void publish(Node node, String slug, String html, Instant written) {
    Article article =
        Article.newBuilder()
            .id(Iri.parse(node.id() + "/articles/" + slug))
            .attributedTo(node.id())
            .name(slug)
            .content(html)
            .published(written)
            .to(List.of(Iri.PUBLIC))
            .cc(node.actor.followers().stream().toList())
            .build();
    Create create = Create.of(node.nextId(), node.id(), article);
    published.put(written + slug, create);
    node.send(create, Audience.followersOf(node.id()));
  }

  private Optional<ApObject> article(Iri id) {
    return published.values().stream()
        .map(create -> create.object().orElseThrow().embedded().orElseThrow())
        .filter(article -> article.id().filter(id::equals).isPresent())
        .findFirst();
  }

  @Override
  public OptionalLong totalItems() {
    return OptionalLong.of(published.size());
  }

  @Override
  public CollectionSlice page(CollectionQuery query) {
    var older = query.cursor().isEmpty() ? published : published.headMap(query.cursor());
    var page = older.descendingMap().entrySet().stream().limit(query.limit()).toList();
    return new CollectionSlice(
        page.stream().<Ref<ApObject>>map(entry -> Ref.of(entry.getValue())).toList(),
        page.size() == query.limit() ? Optional.of(page.getLast().getKey()) : Optional.empty());
  }
}
