package dev.hato.server.statuses;

import dev.hato.server.html.Segment;
import dev.hato.storage.accounts.Account;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The accounts behind the handles of a text, as far as they were found. Immutable. */
final class NamedPeople {
  /** For a text without handles. */
  public static final NamedPeople NONE = new NamedPeople(Map.of());

  private final Map<String, Account> byHandle;

  /** Takes accounts by {@link #key}. */
  NamedPeople(Map<String, Account> byHandle) {
    this.byHandle = Map.copyOf(byHandle);
  }

  public Optional<Account> find(Segment.Mention mention) {
    return Optional.ofNullable(byHandle.get(key(mention)));
  }

  /** A handle as it is compared: as typed, in lower case. */
  static String key(Segment.Mention mention) {
    return (mention.username() + mention.domain().map(domain -> "@" + domain).orElse(""))
        .toLowerCase(Locale.ROOT);
  }
}
