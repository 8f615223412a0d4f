package dev.hato.activitypub.vocab;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Somebody who acts: {@code Person}, {@code Service}, {@code Application}, {@code Group} or {@code
 * Organization} (ActivityPub §4.1).
 */
public final class Actor extends ApObject {
  /** Views a document. */
  public Actor(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /**
   * Starts a new actor.
   *
   * @param type {@code Person} for people, {@code Service} for bots, {@code Application} for the
   *     server itself, {@code Group}, {@code Organization}
   */
  public static ActorBuilder newBuilder(String type) {
    return new ActorBuilder(type);
  }

  /** The user name: the part before the @ of the handle. */
  public Optional<String> preferredUsername() {
    return text("preferredUsername");
  }

  /** The handle that the actor says it has, {@code alice@example.com} (FEP-2c59). */
  public Optional<String> webfinger() {
    return text("webfinger");
  }

  /** Where activities are posted to. */
  public Optional<Iri> inbox() {
    return iri("inbox");
  }

  /** Where the actor's activities are listed. */
  public Optional<Iri> outbox() {
    return iri("outbox");
  }

  /** The inbox of the whole server, from {@code endpoints} or the actor itself. */
  public Optional<Iri> sharedInbox() {
    return value("endpoints")
        .map(endpoints -> endpoints.get("sharedInbox"))
        .flatMap(Values::iri)
        .or(() -> iri("sharedInbox"));
  }

  /** The collection of followers. */
  public Optional<Iri> followers() {
    return iri("followers");
  }

  /** The collection of those followed. */
  public Optional<Iri> following() {
    return iri("following");
  }

  /** The collection of pinned posts. */
  public Optional<Iri> featured() {
    return iri("featured");
  }

  /** The collection of featured hashtags. */
  public Optional<Iri> featuredTags() {
    return iri("featuredTags");
  }

  /** The keys in the form of the security vocabulary, one or many. */
  public List<PublicKey> publicKeys() {
    List<PublicKey> keys = new ArrayList<>();
    Values.each(
        json().get("publicKey"),
        value -> {
          if (value instanceof ObjectNode key) {
            keys.add(new PublicKey(key, registry()));
          }
        });
    return keys;
  }

  /** The keys in the form of FEP-521a. */
  public List<Multikey> assertionMethods() {
    return objects("assertionMethod", Multikey.class);
  }

  /** The avatar. */
  public Optional<Media> icon() {
    return picture("icon");
  }

  /** The header picture. */
  public Optional<Media> image() {
    return picture("image");
  }

  /** The fields of the profile, in order. */
  public List<PropertyValue> fields() {
    return objects("attachment", PropertyValue.class);
  }

  /** The custom emojis that the profile uses. */
  public List<Emoji> emojis() {
    return objects("tag", Emoji.class);
  }

  /** Whether followers wait for a decision. */
  public boolean manuallyApprovesFollowers() {
    return flag("manuallyApprovesFollowers").orElse(false);
  }

  /** Whether the actor wants to be found in directories. */
  public Optional<Boolean> discoverable() {
    return flag("discoverable");
  }

  /** Whether public posts may be found by search (FEP-5feb). */
  public Optional<Boolean> indexable() {
    return flag("indexable");
  }

  /** Whether the account is kept in memory of somebody. */
  public boolean memorial() {
    return flag("memorial").orElse(false);
  }

  /** Whether its own server has suspended the account. */
  public boolean suspended() {
    return flag("suspended").orElse(false);
  }

  /** Other ids of the same somebody. */
  public List<Iri> alsoKnownAs() {
    return iris("alsoKnownAs");
  }

  /** The actor that this one has moved to. */
  public Optional<Iri> movedTo() {
    return iri("movedTo");
  }

  /** What others may do to it: {@code canFeature} (FEP-7aa9). */
  public Optional<InteractionPolicy> interactionPolicy() {
    return InteractionPolicy.of(this);
  }

  /** The collections in which it recommends others (FEP-7aa9). */
  public Optional<Iri> featuredCollections() {
    return iri("featuredCollections");
  }

  @Override
  public ActorBuilder toBuilder() {
    return new ActorBuilder(this);
  }

  /** A picture is an object with an address, whatever its type says, or a bare address. */
  private Optional<Media> picture(String property) {
    List<Media> pictures = new ArrayList<>(1);
    Values.each(
        json().get(property),
        value -> {
          if (value instanceof ObjectNode picture) {
            pictures.add(new Document(picture, registry()));
          } else if (value.isString()) {
            ObjectNode picture = emptyNode().put("type", "Image");
            picture.set("url", value);
            pictures.add(new Document(picture, registry()));
          }
        });
    return pictures.stream().filter(picture -> picture.file().isPresent()).findFirst();
  }
}
