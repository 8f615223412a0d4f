package dev.hato.activitypub.vocab;

import java.util.Optional;

/**
 * The value of a property that may name an object or carry it: an IRI or the object itself.
 *
 * @param <T> the type of an embedded object
 */
public sealed interface Ref<T extends ApObject> {
  /** The identifier of the object; empty for an anonymous embedded one. */
  Optional<Iri> id();

  /** The object, when the document carries it. */
  Optional<T> embedded();

  /** Names an object. */
  static <T extends ApObject> Ref<T> to(Iri iri) {
    return new Named<>(iri);
  }

  /** Carries an object. */
  static <T extends ApObject> Ref<T> of(T object) {
    return new Embedded<>(object);
  }

  /**
   * An object that is only named.
   *
   * @param iri its identifier
   */
  record Named<T extends ApObject>(Iri iri) implements Ref<T> {
    @Override
    public Optional<Iri> id() {
      return Optional.of(iri);
    }

    @Override
    public Optional<T> embedded() {
      return Optional.empty();
    }
  }

  /**
   * An object that the document carries. Whether it may be believed is for the origin rules to say
   * (FEP-fe34), not for its being here.
   *
   * @param object the object
   */
  record Embedded<T extends ApObject>(T object) implements Ref<T> {
    /** The object's own id, or for a link where it points to. */
    @Override
    public Optional<Iri> id() {
      return Values.iri(object.json());
    }

    @Override
    public Optional<T> embedded() {
      return Optional.of(object);
    }
  }
}
