package dev.hato.activitypub.vocab;

import java.util.List;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Something that an actor does (ActivityPub §6 and §7). Activities that servers act on have a class
 * of their own, so that a switch over the class tells them apart; all others are this class with
 * their type.
 */
public class Activity extends ApObject {
  /** Views a document. */
  public Activity(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Who does it; the first one when several are named. */
  public final Optional<Iri> actor() {
    return iri("actor");
  }

  /** Everybody who does it. */
  public final List<Iri> actors() {
    return iris("actor");
  }

  /** What it is done to; the first one when there are several. */
  public final Optional<Ref<ApObject>> object() {
    return ref("object");
  }

  /** All that it is done to. */
  public final List<Ref<ApObject>> objects() {
    return refs("object");
  }

  /** Where it leads: a collection, a new account. */
  public final Optional<Ref<ApObject>> target() {
    return ref("target");
  }

  /** What came out of it, for example an authorization. */
  public final Optional<Ref<ApObject>> result() {
    return ref("result");
  }

  /** What it was done with, for example the post that quotes. */
  public final Optional<Ref<ApObject>> instrument() {
    return ref("instrument");
  }

  /** The emoji of a reaction: {@code _misskey_reaction}, else the content. */
  public final Optional<String> reaction() {
    return text("_misskey_reaction")
        .or(() -> text("content"))
        .filter(reaction -> !reaction.isBlank());
  }

  @Override
  public ActivityBuilder<? extends Activity> toBuilder() {
    return new ActivityBuilder<>(this, Activity::new);
  }
}
