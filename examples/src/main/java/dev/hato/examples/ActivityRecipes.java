package dev.hato.examples;

import static dev.hato.examples.Recipes.CAROL;
import static dev.hato.examples.Recipes.FOLLOWERS;
import static dev.hato.examples.Recipes.NOW;
import static dev.hato.examples.Recipes.PIGEON;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Add;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Emoji;
import dev.hato.activitypub.vocab.EmojiReact;
import dev.hato.activitypub.vocab.Image;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.PropertyValue;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import java.util.List;

/** What is done with posts and profiles in the cookbook, one method for each recipe. */
final class ActivityRecipes {
  private static final Iri THEIRS = Iri.parse(CAROL + "/notes/7");

  private ActivityRecipes() {}

  static Update edit() {
    Note edited =
        Recipes.post().toBuilder()
            .content("<p>Good morning from the roof.</p>")
            .remove("contentMap")
            .remove("source")
            .updated(NOW.plusSeconds(60))
            .build();
    return Update.of(Iri.parse(PIGEON + "/notes/1#updates/1"), PIGEON, edited).toBuilder()
        .to(edited.to())
        .cc(edited.cc())
        .build();
  }

  static Delete delete() {
    Tombstone grave = Tombstone.of(Iri.parse(PIGEON + "/notes/1"));
    return Delete.of(Iri.parse(PIGEON + "/notes/1#delete"), PIGEON, grave).toBuilder()
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(FOLLOWERS))
        .build();
  }

  static Announce boost() {
    return Announce.of(Iri.parse(PIGEON + "/boosts/1"), PIGEON, THEIRS).toBuilder()
        .published(NOW)
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(FOLLOWERS, CAROL))
        .build();
  }

  static Undo unboost() {
    return Undo.of(Iri.parse(PIGEON + "/boosts/1/undo"), PIGEON, boost()).toBuilder()
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(FOLLOWERS, CAROL))
        .build();
  }

  static Like reactionForMisskey() {
    return Like.of(Iri.parse(PIGEON + "/reactions/1"), PIGEON, THEIRS).toBuilder()
        .set("content", ":coo:")
        .set("_misskey_reaction", ":coo:")
        .tags(List.of(coo()))
        .build();
  }

  static EmojiReact reactionForPleroma() {
    return EmojiReact.of(Iri.parse(PIGEON + "/reactions/1"), PIGEON, THEIRS).toBuilder()
        .set("content", "🕊")
        .to(List.of(CAROL))
        .cc(List.of(FOLLOWERS))
        .set("context", Iri.parse("https://other.example/contexts/7"))
        .build();
  }

  private static Emoji coo() {
    Image picture =
        Image.newBuilder()
            .file(Iri.parse("https://loft.example/emoji/coo.png"), "image/png")
            .build();
    return Emoji.of(Iri.parse("https://loft.example/emoji/coo"), "coo", NOW, picture);
  }

  static Actor profile() {
    return Actor.newBuilder("Person")
        .id(PIGEON)
        .preferredUsername("pigeon")
        .webfinger("pigeon@loft.example")
        .name("Pigeon 鳩")
        .summary("<p>I carry letters.</p>")
        .url(Iri.parse("https://loft.example/@pigeon"))
        .inbox(Iri.parse(PIGEON + "/inbox"))
        .outbox(Iri.parse(PIGEON + "/outbox"))
        .followers(FOLLOWERS)
        .following(Iri.parse(PIGEON + "/following"))
        .featured(Iri.parse(PIGEON + "/collections/featured"))
        .sharedInbox(Iri.parse("https://loft.example/inbox"))
        .icon(picture("avatar.png", "Head of a pigeon"))
        .image(picture("roof.png", "Roofs at dawn"))
        .fields(
            List.of(
                PropertyValue.of("Home", "The loft"),
                PropertyValue.of(
                    "Web", "<a href=\"https://loft.example\" rel=\"me\">loft.example</a>")))
        .published(NOW)
        .discoverable(true)
        .indexable(true)
        .manuallyApprovesFollowers(false)
        .build();
  }

  private static Image picture(String file, String description) {
    return Image.newBuilder()
        .file(Iri.parse("https://loft.example/" + file), "image/png")
        .description(description)
        .build();
  }

  static OrderedCollection pinned() {
    return OrderedCollection.newBuilder()
        .id(Iri.parse(PIGEON + "/collections/featured"))
        .totalItems(1)
        .items(List.of(Ref.of(Recipes.post())))
        .build();
  }

  static Add pin() {
    Iri featured = Iri.parse(PIGEON + "/collections/featured");
    return Add.of(Iri.parse(PIGEON + "#pins/1"), PIGEON, Iri.parse(PIGEON + "/notes/1"), featured);
  }
}
