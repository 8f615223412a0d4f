package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A typed view over one object of a document (Activity Streams 2.0 Vocabulary §4). The document
 * stays as it came: a view adds nothing and drops nothing, what has the wrong kind reads as absent,
 * and {@link #with} and {@link #toBuilder} give changed copies that keep the rest. Immutable and
 * thread-safe as long as nobody changes {@link #json()}.
 *
 * <p>Applications add their own classes over this one, see {@link TypeRegistry}.
 */
public class ApObject {
  private final ObjectNode json;
  private final TypeRegistry types;

  /**
   * Views a document.
   *
   * @param json never changed by the view, and not to be changed by others while it is viewed
   * @param types decides the classes of embedded objects
   */
  public ApObject(ObjectNode json, TypeRegistry types) {
    this.json = json;
    this.types = types;
  }

  /** Views a document with the standard types. */
  public static ApObject of(ObjectNode json) {
    return TypeRegistry.standard().view(json);
  }

  /** The document itself: to be read, not changed. */
  public final ObjectNode json() {
    return json;
  }

  /** This object as one of its other types: an object may be a Note and an Event at once. */
  public final <T extends ApObject> Optional<T> as(Class<T> viewClass) {
    return viewClass.isInstance(this)
        ? Optional.of(viewClass.cast(this))
        : types.view(json, viewClass);
  }

  // Any property by its name.

  /** The value as it stands in the document; empty when absent or null. */
  public final Optional<JsonNode> value(String property) {
    return Optional.ofNullable(json.get(property)).filter(value -> !value.isNull());
  }

  /** The first text. */
  public final Optional<String> text(String property) {
    return Optional.ofNullable(Values.firstString(json.get(property)));
  }

  /** All texts. */
  public final List<String> texts(String property) {
    return Values.strings(json.get(property));
  }

  /** A text with its language map, which stands under the property's name and {@code Map}. */
  public final LangText langText(String property) {
    return Values.langText(json.get(property), json.get(property + "Map"));
  }

  /** A time; dates without a time or zone are read as midnight or UTC. */
  public final Optional<Instant> instant(String property) {
    return text(property).flatMap(Timestamps::read);
  }

  /** A boolean; empty when absent or something else. */
  public final Optional<Boolean> flag(String property) {
    return value(property).filter(JsonNode::isBoolean).map(JsonNode::booleanValue);
  }

  /** A whole number that fits a long. */
  public final OptionalLong whole(String property) {
    @Nullable JsonNode value = json.get(property);
    return value != null && value.canConvertToExactIntegral() && value.canConvertToLong()
        ? OptionalLong.of(value.longValue())
        : OptionalLong.empty();
  }

  /** A number. */
  public final OptionalDouble decimal(String property) {
    @Nullable JsonNode value = json.get(property);
    double number =
        value != null && value.isNumber() ? value.numberValue().doubleValue() : Double.NaN;
    return Double.isFinite(number) ? OptionalDouble.of(number) : OptionalDouble.empty();
  }

  /** The first identifier: of a named object, of an embedded one, or the target of a link. */
  public final Optional<Iri> iri(String property) {
    List<Iri> all = iris(property);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** All identifiers. */
  public final List<Iri> iris(String property) {
    List<Iri> iris = new ArrayList<>(2);
    Values.each(json.get(property), value -> Values.iri(value).ifPresent(iris::add));
    return iris;
  }

  /** The first value as named or embedded object. */
  public final Optional<Ref<ApObject>> ref(String property) {
    return ref(property, ApObject.class);
  }

  /** The first value as named or embedded object of a class. */
  public final <T extends ApObject> Optional<Ref<T>> ref(String property, Class<T> viewClass) {
    List<Ref<T>> all = refs(property, viewClass);
    return all.isEmpty() ? Optional.empty() : Optional.of(all.get(0));
  }

  /** All values as named or embedded objects. */
  public final List<Ref<ApObject>> refs(String property) {
    return refs(property, ApObject.class);
  }

  /** All values; an embedded object of another class is only named, or left out without an id. */
  public final <T extends ApObject> List<Ref<T>> refs(String property, Class<T> viewClass) {
    List<Ref<T>> refs = new ArrayList<>();
    Values.each(
        json.get(property),
        value -> {
          Optional<T> embedded =
              value instanceof ObjectNode object ? view(object, viewClass) : Optional.empty();
          if (embedded.isPresent()) {
            refs.add(Ref.of(embedded.get()));
          } else {
            Values.iri(value).ifPresent(iri -> refs.add(Ref.to(iri)));
          }
        });
    return refs;
  }

  /** The embedded objects of a class; named ones are left out. */
  public final <T extends ApObject> List<T> objects(String property, Class<T> viewClass) {
    List<T> objects = new ArrayList<>();
    Values.each(
        json.get(property),
        value -> {
          if (value instanceof ObjectNode object) {
            view(object, viewClass).ifPresent(objects::add);
          }
        });
    return objects;
  }

  // What every object may have.

  /** The identifier; empty for an anonymous object. */
  public final Optional<Iri> id() {
    return Values.string(json.get("id")).map(Iri::parse);
  }

  /** The types as terms, in the order of the document. */
  public final Set<String> types() {
    return new LinkedHashSet<>(Values.types(json));
  }

  /** Whether that is one of the types. */
  public final boolean is(String type) {
    return Values.hasType(json, type);
  }

  /** The name, as plain text. */
  public final LangText name() {
    return langText("name");
  }

  /** The content; HTML unless the media type says something else. */
  public final LangText content() {
    return langText("content");
  }

  /** The summary, used as content warning by posts and as biography by actors; HTML. */
  public final LangText summary() {
    return langText("summary");
  }

  /** When it was published. */
  public final Optional<Instant> published() {
    return instant("published");
  }

  /** When it was last changed. */
  public final Optional<Instant> updated() {
    return instant("updated");
  }

  /** The page to show to people: http and https only, a link to HTML before others. */
  public final Optional<Iri> url() {
    return WebLinks.page(json.get("url"));
  }

  /** Everything under a property that may be shown or opened as a link: http and https only. */
  public final List<Iri> webLinks(String property) {
    return iris(property).stream().filter(Iri::isHttp).toList();
  }

  /** The authors; the first one counts for ownership. */
  public final List<Iri> attributedTo() {
    return iris("attributedTo");
  }

  /** Primary recipients. */
  public final List<Iri> to() {
    return audienceOf("to");
  }

  /** Secondary recipients. */
  public final List<Iri> cc() {
    return audienceOf("cc");
  }

  /** Hidden primary recipients: never to be published. */
  public final List<Iri> bto() {
    return audienceOf("bto");
  }

  /** Hidden secondary recipients: never to be published. */
  public final List<Iri> bcc() {
    return audienceOf("bcc");
  }

  /** The audience, often a group. */
  public final List<Iri> audience() {
    return audienceOf("audience");
  }

  /** Whether everybody is among the open recipients. */
  public final boolean isPublic() {
    return to().contains(Iri.PUBLIC) || cc().contains(Iri.PUBLIC);
  }

  /** Embedded tags: mentions, hashtags, custom emojis, links. */
  public final List<ApObject> tags() {
    return objects("tag", ApObject.class);
  }

  /** Embedded attachments: media of posts, fields of profiles, links. */
  public final List<ApObject> attachments() {
    return objects("attachment", ApObject.class);
  }

  /** What this is an answer to. */
  public final Optional<Ref<ApObject>> inReplyTo() {
    return ref("inReplyTo");
  }

  // Changed copies.

  /** A copy with one property set, see {@link ObjectBuilder#set}; the rest is kept. */
  public final ApObject with(String property, Object value) {
    return types.view(toBuilder().set(property, value).build().json());
  }

  /** A copy without a property; the rest is kept. */
  public final ApObject without(String property) {
    return types.view(toBuilder().remove(property).build().json());
  }

  /** A copy without hidden recipients, in embedded objects too (ActivityPub §6). */
  public final ApObject withoutHiddenRecipients() {
    return types.view((ObjectNode) Values.without(json, Set.of("bto", "bcc")));
  }

  /** A builder that starts as a copy of this object. */
  public ObjectBuilder<? extends ApObject, ?> toBuilder() {
    return new AnyBuilder(this);
  }

  /** The registry that decides the classes of embedded objects. */
  protected final TypeRegistry registry() {
    return types;
  }

  private List<Iri> audienceOf(String property) {
    List<Iri> iris = iris(property);
    iris.replaceAll(iri -> iri.isPublic() ? Iri.PUBLIC : iri);
    return iris;
  }

  private <T extends ApObject> Optional<T> view(ObjectNode object, Class<T> viewClass) {
    ApObject view = types.view(object);
    return viewClass.isInstance(view)
        ? Optional.of(viewClass.cast(view))
        : types.view(object, viewClass);
  }

  /** Two views are equal when their documents are. */
  @Override
  public final boolean equals(@Nullable Object other) {
    return other instanceof ApObject object && json.equals(object.json);
  }

  @Override
  public final int hashCode() {
    return json.hashCode();
  }

  /** Types and id; never the content. */
  @Override
  public final String toString() {
    return types() + id().map(id -> " " + id).orElse("");
  }

  static ObjectNode emptyNode() {
    return JsonNodeFactory.instance.objectNode();
  }
}
