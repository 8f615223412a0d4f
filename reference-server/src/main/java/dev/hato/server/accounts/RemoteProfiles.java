package dev.hato.server.accounts;

import dev.hato.activitypub.remote.NamedActor;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Emoji;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Media;
import dev.hato.activitypub.vocab.PropertyValue;
import dev.hato.server.html.RemoteHtml;
import dev.hato.storage.accounts.ActorType;
import dev.hato.storage.accounts.ActorUrls;
import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.accounts.Picture;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.accounts.ProfileField;
import dev.hato.storage.accounts.RemoteActor;
import java.util.List;
import java.util.Optional;

/**
 * Reads what we keep of a remote actor out of its document. Texts are cut to what we show, HTML to
 * the allow-list, addresses to http and https (M28, L6).
 */
final class RemoteProfiles {
  private static final int MAX_NAME = 500;
  private static final int MAX_NOTE = 20 * 1024;
  private static final int MAX_FIELDS = 50;
  private static final int MAX_FIELD = 2_047;
  private static final int MAX_EMOJIS = 100;
  private static final int MAX_ALIASES = 20;

  private RemoteProfiles() {}

  /** What is stored; the actor must have an id, which the look-up has checked. */
  static RemoteActor read(NamedActor named) {
    Actor actor = named.actor();
    return new RemoteActor(
        named.handle().user(),
        named.handle().host(),
        urls(actor),
        profile(actor),
        published(actor));
  }

  private static ActorUrls urls(Actor actor) {
    String id = actor.id().map(Iri::value).orElseThrow();
    return ActorUrls.newBuilder(id)
        .url(actor.url().map(Iri::value).orElse(id))
        .inbox(value(actor.inbox()))
        .sharedInbox(value(actor.sharedInbox()))
        .outbox(value(actor.outbox()))
        .followers(value(actor.followers()))
        .following(value(actor.following()))
        .featured(value(actor.featured()))
        .build();
  }

  private static Profile profile(Actor actor) {
    return Profile.newBuilder()
        .actorType(type(actor))
        .displayName(cut(RemoteHtml.toText(actor.name().value()), MAX_NAME))
        .note(RemoteHtml.clean(cut(actor.summary().value(), MAX_NOTE)), "")
        .locked(actor.manuallyApprovesFollowers())
        .discoverable(actor.discoverable().orElse(false))
        .indexable(actor.indexable().orElse(false))
        .avatar(picture(actor.icon()))
        .header(picture(actor.image()))
        .fields(actor.fields().stream().limit(MAX_FIELDS).map(RemoteProfiles::field).toList())
        .emojis(emojis(actor.emojis()))
        .alsoKnownAs(actor.alsoKnownAs().stream().limit(MAX_ALIASES).map(Iri::value).toList())
        .build();
  }

  private static ProfileField field(PropertyValue field) {
    return new ProfileField(
        cut(RemoteHtml.toText(field.name().value()), MAX_FIELD),
        RemoteHtml.clean(cut(field.html(), MAX_FIELD)),
        Optional.empty());
  }

  private static List<EmojiRef> emojis(List<Emoji> emojis) {
    return emojis.stream()
        .limit(MAX_EMOJIS)
        .filter(emoji -> emoji.shortcode().matches("[A-Za-z0-9_]{1,64}"))
        .flatMap(
            emoji ->
                emoji
                    .image()
                    .map(url -> new EmojiRef(emoji.shortcode(), url.value(), url.value()))
                    .stream())
        .toList();
  }

  private static Picture picture(Optional<Media> media) {
    return media
        .flatMap(
            picture ->
                picture
                    .file()
                    .map(
                        url ->
                            new Picture(
                                url.value(), "", cut(picture.description().orElse(""), 1_500))))
        .orElse(Picture.NONE);
  }

  private static ActorType type(Actor actor) {
    for (ActorType type : ActorType.values()) {
      String name = type.name();
      if (actor.is(name.charAt(0) + name.substring(1).toLowerCase(java.util.Locale.ROOT))) {
        return type;
      }
    }
    return ActorType.PERSON;
  }

  private static Optional<java.time.Instant> published(Actor actor) {
    return actor.published();
  }

  private static String value(Optional<Iri> iri) {
    return iri.map(Iri::value).orElse("");
  }

  private static String cut(String text, int length) {
    return text.length() <= length ? text : text.substring(0, length);
  }
}
