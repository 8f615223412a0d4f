package dev.hato.activitypub.vocab;

import java.util.OptionalDouble;
import tools.jackson.databind.node.ObjectNode;

/** A place: where something is or happens (Activity Streams 2.0 Vocabulary §3.3). */
public final class Place extends ApObject {
  /** Views a document. */
  public Place(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Degrees north. */
  public OptionalDouble latitude() {
    return decimal("latitude");
  }

  /** Degrees east. */
  public OptionalDouble longitude() {
    return decimal("longitude");
  }

  /** Height above the ground, in {@link #units()}. */
  public OptionalDouble altitude() {
    return decimal("altitude");
  }

  /** How exact the coordinates are, in percent. */
  public OptionalDouble accuracy() {
    return decimal("accuracy");
  }

  /** How far the place reaches around its coordinates, in {@link #units()}. */
  public OptionalDouble radius() {
    return decimal("radius");
  }

  /** The unit of radius and altitude: {@code m} where the document names none. */
  public String units() {
    return text("units").orElse("m");
  }
}
