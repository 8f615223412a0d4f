package dev.hato.activitypub.inbox;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the body: it must be an activity of one actor, and its id, if any, a web address. */
final class ParseGate implements Gate {
  private final ApReader reader;

  ParseGate(ApReader reader) {
    this.reader = reader;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    return switch (reader.read(passage.inbound().body())) {
      case ReadResult.Read read -> judge(passage, read.object());
      case ReadResult.Unreadable unreadable ->
          Gate.refuse(
              unreadable.reason() == ReadResult.Reason.TOO_LARGE ? 413 : 400,
              "The body cannot be read: " + unreadable.detail());
    };
  }

  private static Optional<InboxVerdict> judge(Passage passage, ApObject object) {
    if (!(object instanceof Activity activity)) {
      return object.iri("actor").isPresent() && !object.types().isEmpty()
          ? Gate.ignore("an activity of a type that is not known here")
          : Gate.refuse(400, "The body is no activity");
    }
    Optional<String> objection = objection(activity);
    if (objection.isPresent()) {
      return Gate.refuse(400, objection.get());
    }
    passage.parsed(activity);
    return Gate.pass();
  }

  /** What speaks against an activity that was read. */
  static Optional<String> objection(Activity activity) {
    if (activity.actors().size() != 1 || !activity.actors().getFirst().isHttp()) {
      return Optional.of("An activity needs one actor with a web address");
    }
    return hasUsableId(activity)
        ? Optional.empty()
        : Optional.of("The id of an activity must be a web address");
  }

  private static boolean hasUsableId(Activity activity) {
    Optional<JsonNode> id = activity.value("id");
    return id.isEmpty() || id.get().isString() && activity.id().filter(Iri::isHttp).isPresent();
  }
}
