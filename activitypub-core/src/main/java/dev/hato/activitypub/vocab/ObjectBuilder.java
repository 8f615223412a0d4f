package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes a document, or a changed copy of one. A new document gets the {@code @context} that what it
 * uses needs; a copy keeps its own, with definitions added for what was set. Not thread-safe.
 *
 * @param <T> the class of the result
 * @param <B> the class of this builder
 */
public abstract class ObjectBuilder<T extends ApObject, B extends ObjectBuilder<T, B>> {
  private final ObjectNode json;
  private final TypeRegistry types;
  private final TypeRegistry.View<T> constructor;
  private final Set<String> changed = new LinkedHashSet<>();
  private final ObjectNode definitions = ApObject.emptyNode();
  private final boolean fresh;

  /** Starts a new document of that type. */
  protected ObjectBuilder(String type, TypeRegistry.View<T> constructor) {
    this.json = ApObject.emptyNode();
    this.types = TypeRegistry.standard();
    this.constructor = constructor;
    this.fresh = true;
    json.put("type", type);
  }

  /** Starts as a copy of an object. */
  protected ObjectBuilder(ApObject original, TypeRegistry.View<T> constructor) {
    this.json = ApObject.emptyNode().setAll(original.json());
    this.types = original.registry();
    this.constructor = constructor;
    this.fresh = false;
  }

  /**
   * Sets a property to a String, Iri, Boolean, Integer, Long, Double, BigDecimal, Instant,
   * ApObject, Ref, JsonNode, or a collection or map of these.
   *
   * @throws IllegalArgumentException for a value of another class
   */
  public final B set(String property, Object value) {
    json.set(property, Values.toJson(value));
    changed.add(property);
    return self();
  }

  /** Sets a text and its language map. */
  public final B set(String property, LangText text) {
    set(property, text.value());
    return text.byLanguage().isEmpty()
        ? remove(property + "Map")
        : set(property + "Map", text.byLanguage());
  }

  /** Removes a property. */
  public final B remove(String property) {
    json.remove(property);
    return self();
  }

  /** Adds a definition to the context, for terms that this library does not know. */
  public final B define(String term, String iri) {
    definitions.put(term, iri);
    return self();
  }

  /** Sets the identifier. */
  public final B id(Iri id) {
    return set("id", id);
  }

  /** Sets the types: several at once are allowed. */
  public final B types(List<String> typeNames) {
    return typeNames.size() == 1 ? set("type", typeNames.get(0)) : set("type", typeNames);
  }

  /** Sets the name, as plain text. */
  public final B name(String name) {
    return set("name", name);
  }

  /** Sets the summary: a content warning or a biography. */
  public final B summary(String summary) {
    return set("summary", summary);
  }

  /** Sets the time of publication. */
  public final B published(Instant published) {
    return set("published", published);
  }

  /** Sets the time of the last change. */
  public final B updated(Instant updated) {
    return set("updated", updated);
  }

  /** Sets the page for people. */
  public final B url(Iri url) {
    return set("url", url);
  }

  /** Sets the primary recipients, always written as an array. */
  public final B to(Collection<Iri> recipients) {
    return set("to", recipients);
  }

  /** Sets the secondary recipients, always written as an array. */
  public final B cc(Collection<Iri> recipients) {
    return set("cc", recipients);
  }

  /** Sets the tags, always written as an array. */
  public final B tags(Collection<? extends ApObject> tags) {
    return set("tag", tags);
  }

  /** Sets the attachments, always written as an array. */
  public final B attachments(Collection<? extends ApObject> attachments) {
    return set("attachment", attachments);
  }

  /** The finished object; the builder may be used on. */
  public final T build() {
    ObjectNode document = ApObject.emptyNode();
    if (fresh) {
      document.set("@context", ContextComposer.compose(json, definitions));
      json.optional("id").ifPresent(id -> document.set("id", id));
      document.setAll(json);
    } else {
      document.setAll(json);
      ContextComposer.extend(document, changed, definitions);
    }
    return constructor.create(document, types);
  }

  /** The finished object without a context, to be a part of another document. */
  final T buildPart() {
    return constructor.create(ApObject.emptyNode().setAll(json), types);
  }

  @SuppressWarnings("unchecked") // every subclass names itself as B
  private B self() {
    return (B) this;
  }
}
