package dev.hato.activitypub.vocab;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Something that happens at a time and a place. */
public final class Event extends Post {
  /** Views a document. */
  public Event(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static PostBuilder<Event> newBuilder() {
    return new PostBuilder<>("Event", Event::new);
  }

  /** Where it happens. */
  public Optional<Ref<ApObject>> location() {
    return ref("location");
  }

  @Override
  public PostBuilder<Event> toBuilder() {
    return new PostBuilder<>(this, Event::new);
  }
}
