package dev.hato.activitypub.inbox;

import dev.hato.activitypub.spi.SeenActivities;
import java.util.Optional;

/** Answers repeats. */
final class SeenGate implements Gate {
  private final SeenActivities seen;

  SeenGate(SeenActivities seen) {
    this.seen = seen;
  }

  @Override
  public Optional<InboxVerdict> judge(Passage passage) {
    return seen.contains(passage.key()) ? Gate.ignore("handled before") : Gate.pass();
  }
}
