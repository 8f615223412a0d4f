package dev.hato.server.statuses;

import dev.hato.storage.Tx;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** The ids of what posts answer, by one statement for a list. */
final class ParentUris {
  private ParentUris() {}

  /** By the answering post's id; what answers nothing that is known is missing. */
  static Map<Long, String> of(Tx tx, List<LoadedStatus> loaded) {
    List<Long> parents =
        loaded.stream()
            .map(each -> each.status().inReplyToId())
            .filter(OptionalLong::isPresent)
            .map(OptionalLong::getAsLong)
            .distinct()
            .toList();
    Map<Long, String> byParent = new HashMap<>();
    if (!parents.isEmpty()) {
      tx.statuses().findAll(parents).forEach(parent -> byParent.put(parent.id(), parent.uri()));
    }
    Map<Long, String> found = new HashMap<>();
    for (LoadedStatus each : loaded) {
      Status status = each.status();
      String uri = byParent.getOrDefault(status.inReplyToId().orElse(0), status.inReplyToUri());
      if (!uri.isEmpty()) {
        found.put(status.id(), uri);
      }
    }
    return found;
  }

  /** Of one post; empty when there is none. */
  static String of(Tx tx, LoadedStatus loaded) {
    return of(tx, List.of(loaded)).getOrDefault(loaded.status().id(), "");
  }
}
