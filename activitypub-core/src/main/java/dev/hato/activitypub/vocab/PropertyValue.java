package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** One field of a profile (FEP-fb2a). */
public final class PropertyValue extends ApObject {
  /** Views a document. */
  public PropertyValue(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A field: plain name, HTML value. */
  public static PropertyValue of(String name, String html) {
    ObjectNode json =
        AnyBuilder.ofType("PropertyValue").name(name).set("value", html).buildPart().json();
    return new PropertyValue(json, TypeRegistry.standard());
  }

  /** The value, as HTML that is yet to be cleaned. */
  public String html() {
    return text("value").orElse("");
  }
}
