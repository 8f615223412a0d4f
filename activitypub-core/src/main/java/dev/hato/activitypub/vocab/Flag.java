package dev.hato.activitypub.vocab;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** Reports objects to the moderators of their server. */
public final class Flag extends Activity {
  /** Views a document. */
  public Flag(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new activity. */
  public static ActivityBuilder<Flag> newBuilder() {
    return new ActivityBuilder<>("Flag", Flag::new);
  }

  /** A report of an account and some of its posts, by the reporting server's own actor. */
  public static Flag of(Iri id, Iri actor, List<Iri> objects, String comment) {
    return newBuilder().id(id).actor(actor).set("object", objects).set("content", comment).build();
  }

  @Override
  public ActivityBuilder<Flag> toBuilder() {
    return new ActivityBuilder<>(this, Flag::new);
  }
}
