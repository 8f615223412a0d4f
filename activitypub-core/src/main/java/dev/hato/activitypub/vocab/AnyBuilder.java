package dev.hato.activitypub.vocab;

/** Builds objects of types that have no builder of their own. */
public final class AnyBuilder extends ObjectBuilder<ApObject, AnyBuilder> {
  AnyBuilder(ApObject original) {
    super(original, ApObject::new);
  }

  private AnyBuilder(String type) {
    super(type, ApObject::new);
  }

  /** Starts a new document of any type. */
  public static AnyBuilder ofType(String type) {
    return new AnyBuilder(type);
  }
}
