package dev.hato.server.streaming;

import java.util.List;
import java.util.function.Predicate;

/**
 * What a granted stream listens to.
 *
 * @param topics of the bus
 * @param shows whether this viewer may and wants to see an event; called for each event, must not
 *     block
 * @param argument the tag or list id that messages are labelled with beside the stream's name;
 *     blank for none
 */
public record OpenStream(List<String> topics, Predicate<StreamEvent> shows, String argument) {
  /** Shows everything: what is published there was chosen for this person already. */
  public static OpenStream of(String... topics) {
    return new OpenStream(List.of(topics), _ -> true, "");
  }

  public OpenStream showing(Predicate<StreamEvent> filter) {
    return new OpenStream(topics, filter, argument);
  }

  public OpenStream labelled(String name) {
    return new OpenStream(topics, shows, name);
  }
}
