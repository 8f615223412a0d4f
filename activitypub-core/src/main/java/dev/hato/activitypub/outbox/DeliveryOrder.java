package dev.hato.activitypub.outbox;

/**
 * Which deliveries wait for each other. Activities about the same thing always arrive at an inbox
 * in the order in which they were sent; whoever needs more names a line of activities.
 *
 * @param line its name; empty for no line
 */
public record DeliveryOrder(String line) {
  /** Only activities about the same thing wait for each other. */
  public static final DeliveryOrder BY_SUBJECT = new DeliveryOrder("");

  /**
   * Activities that were sent in the same line arrive in order at each host, whichever of its
   * inboxes they go to; one that a host does not take holds up its line there, and nothing else.
   *
   * @param line for example the id of a thread or of the actor
   * @throws IllegalArgumentException when it is empty
   */
  public static DeliveryOrder line(String line) {
    if (line.isEmpty()) {
      throw new IllegalArgumentException("a line of deliveries needs a name");
    }
    return new DeliveryOrder(line);
  }
}
