package dev.hato.server.federation;

import dev.hato.activitypub.DocumentRequest;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.spi.LocalActors;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.storage.statuses.Viewer;
import java.util.Optional;

/** The documents of actors and posts, at their ids and at the addresses of their pages. */
final class Documents {
  private final LocalActors actors;
  private final Readers readers;
  private final PostSource posts;

  Documents(LocalActors actors, Readers readers, PostSource posts) {
    this.actors = actors;
    this.readers = readers;
    this.posts = posts;
  }

  /** One kind of document of a post. */
  @FunctionalInterface
  private interface Lookup {
    Optional<ApObject> find(Viewer viewer, String username, long id);
  }

  void addTo(FederationBuilder builder) {
    String post = "/users/{username}/statuses/{id}";
    builder
        .document("/@{username}", this::actor)
        .document("/@{username}/{id}", request -> find(request, posts::note))
        .document(post, request -> find(request, posts::note))
        .document(post + "/activity", request -> find(request, posts::activity))
        .document(post + "/replies", request -> find(request, posts::replies));
  }

  /** At the id of an actor the library answers the same. */
  private Optional<ApObject> actor(DocumentRequest request) {
    String username = request.value("username");
    return actors
        .find(username)
        .<ApObject>map(local -> local.document())
        .or(() -> actors.tombstone(username));
  }

  private Optional<ApObject> find(DocumentRequest request, Lookup lookup) {
    String id = request.value("id");
    return id.matches("[0-9]{1,18}")
        ? readers.find(
            request, viewer -> lookup.find(viewer, request.value("username"), Long.parseLong(id)))
        : Optional.empty();
  }
}
