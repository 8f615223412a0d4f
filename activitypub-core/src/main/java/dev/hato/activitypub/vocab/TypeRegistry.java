package dev.hato.activitypub.vocab;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides which class views an object of a given type. It is open: {@link #register} gives a
 * registry that knows one more type, so that an application brings its own without forking.
 * Immutable.
 *
 * <pre>{@code
 * final class Recipe extends ApObject {
 *   Recipe(ObjectNode json, TypeRegistry types) { super(json, types); }
 *   List<String> ingredients() { return texts("ingredient"); }
 * }
 * TypeRegistry types = TypeRegistry.standard().register("Recipe", Recipe.class, Recipe::new);
 * }</pre>
 */
public final class TypeRegistry {
  private static final TypeRegistry STANDARD = new TypeRegistry(StandardTypes.all());

  private final Map<String, Entry<?>> entries;

  private TypeRegistry(Map<String, Entry<?>> entries) {
    this.entries = entries;
  }

  /** The registry of all types that this library has a view for. */
  public static TypeRegistry standard() {
    return STANDARD;
  }

  /**
   * A registry that knows one more type, or views a known one by another class.
   *
   * @param type as written in documents: a term or a full IRI
   */
  public <T extends ApObject> TypeRegistry register(
      String type, Class<T> viewClass, View<T> constructor) {
    Map<String, Entry<?>> more = new LinkedHashMap<>(entries);
    more.put(type, new Entry<>(viewClass, constructor));
    return new TypeRegistry(more);
  }

  /** Views a document by the first of its types that is known, else as a plain {@link ApObject}. */
  public ApObject view(ObjectNode json) {
    for (String type : Values.types(json)) {
      @Nullable Entry<?> entry = entries.get(type);
      if (entry != null) {
        return entry.constructor.create(json, this);
      }
    }
    return new ApObject(json, this);
  }

  /** Views a document as that class when any of its types is viewed by it. */
  <T extends ApObject> Optional<T> view(ObjectNode json, Class<T> viewClass) {
    for (String type : Values.types(json)) {
      @Nullable Entry<?> entry = entries.get(type);
      if (entry != null && viewClass.isAssignableFrom(entry.viewClass)) {
        return Optional.of(viewClass.cast(entry.constructor.create(json, this)));
      }
    }
    return Optional.empty();
  }

  /**
   * The constructor of a view.
   *
   * @param <T> the class of the view
   */
  @FunctionalInterface
  public interface View<T extends ApObject> {
    /** Makes the view; must not change the document. */
    T create(ObjectNode json, TypeRegistry types);
  }

  record Entry<T extends ApObject>(Class<T> viewClass, View<T> constructor) {}
}
