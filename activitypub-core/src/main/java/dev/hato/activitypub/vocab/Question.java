package dev.hato.activitypub.vocab;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A poll. Activity Streams has it as an activity; on the wire it is a post with {@code oneOf} or
 * {@code anyOf}.
 */
public final class Question extends Post {
  /** Views a document. */
  public Question(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** Starts a new one. */
  public static PostBuilder<Question> newBuilder() {
    return new PostBuilder<>("Question", Question::new);
  }

  /** The options in order. */
  public List<Option> options() {
    return objects(multiple() ? "anyOf" : "oneOf", ApObject.class).stream()
        .map(
            option ->
                new Option(
                    option.name().value(),
                    option
                        .ref("replies", Collection.class)
                        .flatMap(Ref::embedded)
                        .map(replies -> replies.totalItems().orElse(0))
                        .orElse(0L)))
        .toList();
  }

  /** Whether one person may choose several options. */
  public boolean multiple() {
    return value("anyOf").isPresent();
  }

  /** When it was closed early or at its end, where a time is given. */
  public Optional<Instant> closed() {
    return instant("closed");
  }

  /** Whether nobody can vote any more: the end has passed, or it says that it is closed. */
  public boolean isClosed(Instant now) {
    Optional<Instant> end = closed().or(this::endTime);
    return end.map(time -> !time.isAfter(now)).orElseGet(() -> flag("closed").orElse(false));
  }

  /** How many people voted. */
  public OptionalLong votersCount() {
    return whole("votersCount");
  }

  static List<Note> notes(List<Option> options) {
    return options.stream()
        .map(
            option ->
                Note.newBuilder()
                    .name(option.name())
                    .replies(Ref.of(Collection.ofCount(option.votes())))
                    .buildPart())
        .toList();
  }

  /**
   * One option of a poll.
   *
   * @param name the text, which a vote repeats
   * @param votes how many chose it; zero when not said
   */
  public record Option(String name, long votes) {}

  @Override
  public PostBuilder<Question> toBuilder() {
    return new PostBuilder<>(this, Question::new);
  }
}
