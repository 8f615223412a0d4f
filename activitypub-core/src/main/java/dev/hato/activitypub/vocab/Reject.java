package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** Says no to a request, or takes an earlier yes back (ActivityPub §7.7). */
public final class Reject extends Activity {
  /** Views a document. */
  public Reject(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Reject> newBuilder() {
    return new ActivityBuilder<>("Reject", Reject::new);
  }

  /** The activity with its object in it: there are peers that cannot look a bare id up. */
  public static Reject of(Iri id, Iri actor, ApObject object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  /** The activity by its actor and its object's id. */
  public static Reject of(Iri id, Iri actor, Iri object) {
    return newBuilder().id(id).actor(actor).object(object).build();
  }

  @Override
  public ActivityBuilder<Reject> toBuilder() {
    return new ActivityBuilder<>(this, Reject::new);
  }
}
