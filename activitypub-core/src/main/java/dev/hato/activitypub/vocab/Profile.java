package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A page about something else, usually about an actor (Activity Streams 2.0 Vocabulary §3.3). */
public final class Profile extends ApObject {
  /** Views a document. */
  public Profile(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** What it is about. */
  public Optional<Ref<ApObject>> describes() {
    return ref("describes");
  }
}
