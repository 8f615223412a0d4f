package dev.hato.activitypub.vocab;

import java.util.List;
import java.util.Map;

/** Makes actors. */
public final class ActorBuilder extends ObjectBuilder<Actor, ActorBuilder> {
  ActorBuilder(String type) {
    super(type, Actor::new);
  }

  ActorBuilder(Actor original) {
    super(original, Actor::new);
  }

  /** Sets the user name. */
  public ActorBuilder preferredUsername(String name) {
    return set("preferredUsername", name);
  }

  /** Sets the handle, {@code alice@example.com} (FEP-2c59). */
  public ActorBuilder webfinger(String handle) {
    return set("webfinger", handle);
  }

  /** Sets where activities are posted to. */
  public ActorBuilder inbox(Iri inbox) {
    return set("inbox", inbox);
  }

  /** Sets where the actor's activities are listed. */
  public ActorBuilder outbox(Iri outbox) {
    return set("outbox", outbox);
  }

  /** Sets the inbox of the whole server. */
  public ActorBuilder sharedInbox(Iri inbox) {
    return set("endpoints", Map.of("sharedInbox", inbox));
  }

  /** Sets the collection of followers. */
  public ActorBuilder followers(Iri followers) {
    return set("followers", followers);
  }

  /** Sets the collection of those followed. */
  public ActorBuilder following(Iri following) {
    return set("following", following);
  }

  /** Sets the collection of pinned posts. */
  public ActorBuilder featured(Iri featured) {
    return set("featured", featured);
  }

  /** Sets the one RSA key: a single object, since there are peers that refuse an array. */
  public ActorBuilder publicKey(PublicKey key) {
    return set("publicKey", key);
  }

  /** Sets the keys in the form of FEP-521a. */
  public ActorBuilder assertionMethods(List<Multikey> keys) {
    return set("assertionMethod", keys);
  }

  /** Sets what others may do to it. */
  public ActorBuilder interactionPolicy(InteractionPolicy policy) {
    return set("interactionPolicy", policy);
  }

  /** Sets the collections in which it recommends others (FEP-7aa9). */
  public ActorBuilder featuredCollections(Iri collections) {
    return set("featuredCollections", collections);
  }

  /** Sets the avatar. */
  public ActorBuilder icon(Media picture) {
    return set("icon", picture);
  }

  /** Sets the header picture. */
  public ActorBuilder image(Media picture) {
    return set("image", picture);
  }

  /** Sets the fields of the profile. */
  public ActorBuilder fields(List<PropertyValue> fields) {
    return attachments(fields);
  }

  /** Sets whether followers wait for a decision. */
  public ActorBuilder manuallyApprovesFollowers(boolean manually) {
    return set("manuallyApprovesFollowers", manually);
  }

  /** Sets whether the actor wants to be found in directories. */
  public ActorBuilder discoverable(boolean discoverable) {
    return set("discoverable", discoverable);
  }

  /** Sets whether public posts may be found by search (FEP-5feb). */
  public ActorBuilder indexable(boolean indexable) {
    return set("indexable", indexable);
  }

  /** Sets the other ids of the same somebody. */
  public ActorBuilder alsoKnownAs(List<Iri> others) {
    return set("alsoKnownAs", others);
  }

  /** Sets the actor that this one has moved to. */
  public ActorBuilder movedTo(Iri target) {
    return set("movedTo", target);
  }
}
