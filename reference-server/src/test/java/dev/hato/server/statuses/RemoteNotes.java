package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.PostBuilder;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import dev.hato.storage.accounts.Account;
import java.time.Instant;
import java.util.List;

/** What other servers write about, in the shortest words. */
final class RemoteNotes {
  static final Instant PUBLISHED = Instant.parse("2025-06-01T11:00:00Z");

  private RemoteNotes() {}

  /** A public note of an author under this number. */
  static PostBuilder<Note> draft(Account author, int number) {
    return Note.newBuilder()
        .id(id(author, number))
        .attributedTo(Iri.parse(author.uri()))
        .published(PUBLISHED)
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(Iri.parse(author.followersUrl())))
        .content("<p>note " + number + "</p>");
  }

  static Note note(Account author, int number) {
    return draft(author, number).build();
  }

  /** A note to somebody alone. */
  static Note direct(Account author, int number, Account... to) {
    List<Account> people = List.of(to);
    return draft(author, number)
        .to(people.stream().map(person -> Iri.parse(person.uri())).toList())
        .cc(List.of())
        .tags(people.stream().map(p -> Mention.of(Iri.parse(p.uri()), "@" + p.username())).toList())
        .build();
  }

  static Iri id(Account author, int number) {
    return Iri.parse(author.uri() + "/notes/" + number);
  }

  static Create create(Account sender, ApObject note) {
    return Create.of(activity(sender, "create", note), Iri.parse(sender.uri()), note);
  }

  static Update update(Account sender, ApObject note) {
    return Update.of(activity(sender, "update", note), Iri.parse(sender.uri()), note);
  }

  static Delete delete(Account sender, Iri note) {
    return Delete.of(Iri.parse(sender.uri() + "#delete"), Iri.parse(sender.uri()), note);
  }

  static Announce announce(Account sender, int number, Iri note) {
    return Announce.newBuilder()
        .id(Iri.parse(sender.uri() + "/boosts/" + number))
        .actor(Iri.parse(sender.uri()))
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(Iri.parse(sender.followersUrl())))
        .object(note)
        .build();
  }

  static Like like(Account sender, int number, String note) {
    return Like.of(
        Iri.parse(sender.uri() + "/likes/" + number), Iri.parse(sender.uri()), Iri.parse(note));
  }

  static Undo undo(Account sender, Activity activity) {
    return Undo.of(Iri.parse(sender.uri() + "#undo"), Iri.parse(sender.uri()), activity);
  }

  private static Iri activity(Account sender, String kind, ApObject note) {
    return Iri.parse(sender.uri() + "#" + kind + "/" + note.id().orElseThrow().value().hashCode());
  }
}
