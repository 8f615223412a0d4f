package dev.hato.activitypub.inbox;

import java.util.Locale;
import java.util.Optional;

/** One check of the inbox. Gates are in order of cost: each may rely on those before it. */
@FunctionalInterface
interface Gate {
  /** Ends the passage with a verdict, or lets it go on to the next gate. */
  Optional<InboxVerdict> judge(Passage passage);

  /** The class without its last word, in words: {@code unknown actor}. */
  default String name() {
    return getClass()
        .getSimpleName()
        .replaceAll("Gate$", "")
        .replaceAll("(?<=[a-z])(?=[A-Z])", " ")
        .toLowerCase(Locale.ROOT);
  }

  static Optional<InboxVerdict> pass() {
    return Optional.empty();
  }

  static Optional<InboxVerdict> ignore(String reason) {
    return Optional.of(new InboxVerdict.Ignored(reason));
  }

  static Optional<InboxVerdict> refuse(int status, String reason) {
    return Optional.of(new InboxVerdict.Refused(status, reason));
  }
}
