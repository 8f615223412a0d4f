package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** A custom emoji: a picture in the place of {@code :shortcode:} (FEP-9098). */
public final class Emoji extends ApObject {
  /** Views a document. */
  public Emoji(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A custom emoji. */
  public static Emoji of(Iri id, String shortcode, Instant updated, Image icon) {
    ObjectNode json =
        AnyBuilder.ofType("Emoji")
            .id(id)
            .name(":" + shortcode + ":")
            .updated(updated)
            .set("icon", icon)
            .buildPart()
            .json();
    return new Emoji(json, TypeRegistry.standard());
  }

  /** The name without colons. */
  public String shortcode() {
    String name = name().value();
    return name.length() > 2 && name.startsWith(":") && name.endsWith(":")
        ? name.substring(1, name.length() - 1)
        : name;
  }

  /** The picture's file. */
  public Optional<Iri> image() {
    return objects("icon", Media.class).stream().flatMap(i -> i.file().stream()).findFirst();
  }

  /** The picture's media type. */
  public Optional<String> imageMediaType() {
    return objects("icon", Media.class).stream().flatMap(i -> i.mediaType().stream()).findFirst();
  }
}
