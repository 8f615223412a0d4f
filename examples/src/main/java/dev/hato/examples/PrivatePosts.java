package dev.hato.examples;

import dev.hato.activitypub.DocumentRequest;
import dev.hato.activitypub.DocumentSource;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import java.util.Optional;
import java.util.Set;

/** Documents of which some are for friends alone. */
record PrivatePosts(Set<Iri> friends) implements DocumentSource {
  @Override
  public Optional<ApObject> find(DocumentRequest request) {
    return switch (request.value("id")) {
      case "open" -> Optional.of(note(request.id(), "for all"));
      case "closed" ->
          request.signer().filter(friends::contains).map(friend -> note(request.id(), "for you"));
      default -> Optional.empty();
    };
  }

  private static Note note(Iri id, String html) {
    return Note.newBuilder().id(id).content(html).build();
  }
}
