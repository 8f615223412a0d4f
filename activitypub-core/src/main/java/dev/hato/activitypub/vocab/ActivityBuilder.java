package dev.hato.activitypub.vocab;

/**
 * Makes activities.
 *
 * @param <T> the class of the activity
 */
public final class ActivityBuilder<T extends Activity>
    extends ObjectBuilder<T, ActivityBuilder<T>> {
  ActivityBuilder(String type, TypeRegistry.View<T> constructor) {
    super(type, constructor);
  }

  ActivityBuilder(ApObject original, TypeRegistry.View<T> constructor) {
    super(original, constructor);
  }

  /** Sets who does it. */
  public ActivityBuilder<T> actor(Iri actor) {
    return set("actor", actor);
  }

  /** Sets what it is done to, by its id. */
  public ActivityBuilder<T> object(Iri object) {
    return set("object", object);
  }

  /** Sets what it is done to, with the object in it. */
  public ActivityBuilder<T> object(ApObject object) {
    return set("object", object);
  }

  /** Sets where it leads. */
  public ActivityBuilder<T> target(Iri target) {
    return set("target", target);
  }

  /** Sets what came out of it. */
  public ActivityBuilder<T> result(Iri result) {
    return set("result", result);
  }
}
