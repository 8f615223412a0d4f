package dev.hato.storage.statuses;

import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.AccountRows;
import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.media.Media;
import dev.hato.storage.media.MediaAttachments;
import dev.hato.storage.tags.Tag;
import dev.hato.storage.tags.Tags;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Completes what {@link SeenStatus} tells: from memory what is there in the very version that was
 * seen, the rest by at most five statements. Only what is committed goes into memory.
 */
final class StatusLoader {
  private final TxScope scope;
  private final StatusCache cache;
  private final Map<Long, StatusParts> statuses = new HashMap<>();
  private final Map<Long, Account> accounts = new HashMap<>();

  StatusLoader(TxScope scope, StatusCache cache) {
    this.scope = scope;
    this.cache = cache;
  }

  /** By id; without what went away since it was seen. */
  Map<Long, LoadedStatus> load(List<SeenStatus> seen) {
    collect(seen);
    Map<Long, LoadedStatus> loaded = new HashMap<>();
    for (SeenStatus one : seen) {
      Optional<LoadedStatus> original =
          one.original().flatMap(o -> one(o.status(), o.author(), one.flags(), Optional.empty()));
      if (one.original().isEmpty() || original.isPresent()) {
        one(one.status(), one.author(), one.flags(), original)
            .ifPresent(status -> loaded.put(one.status().id(), status));
      }
    }
    return loaded;
  }

  private Optional<LoadedStatus> one(
      RowStamp status, RowStamp author, ViewerFlags flags, Optional<LoadedStatus> original) {
    StatusParts parts = statuses.get(status.id());
    Account by = accounts.get(author.id());
    return parts == null || by == null
        ? Optional.empty()
        : Optional.of(
            new LoadedStatus(
                parts.status(),
                by,
                original,
                parts.mentions(),
                parts.tags(),
                parts.media(),
                flags));
  }

  private void collect(List<SeenStatus> seen) {
    Map<Long, RowStamp> statusStamps = new HashMap<>();
    Map<Long, RowStamp> authorStamps = new HashMap<>();
    for (SeenStatus one : seen) {
      statusStamps.put(one.status().id(), one.status());
      authorStamps.put(one.author().id(), one.author());
      one.original()
          .ifPresent(
              original -> {
                statusStamps.put(original.status().id(), original.status());
                authorStamps.put(original.author().id(), original.author());
              });
    }
    readStatuses(missing(cache.statuses(), statusStamps, statuses));
    readAccounts(missing(cache.accounts(), authorStamps, accounts));
  }

  private <V> List<Long> missing(
      VersionedCache<V> held, Map<Long, RowStamp> stamps, Map<Long, V> found) {
    List<Long> missing = new ArrayList<>();
    for (RowStamp stamp : stamps.values()) {
      held.find(stamp)
          .ifPresentOrElse(value -> found.put(stamp.id(), value), () -> missing.add(stamp.id()));
    }
    return missing;
  }

  private record Versioned<T>(long version, T value) {}

  private void readStatuses(List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    List<Versioned<Status>> rows =
        scope
            .sql()
            .list(
                "select s.*, "
                    + version("s")
                    + " from statuses s where s.id = any(?) and s.deleted_at is null",
                row -> versioned(row, StatusRows.read(row)),
                ids);
    // After the rows: parts that are newer than their row are never found by its version again.
    Map<Long, List<MentionedAccount>> mentions = mentions(ids);
    Map<Long, List<Tag>> tags = new Tags(scope).ofStatuses(ids);
    Map<Long, List<Media>> media = new MediaAttachments(scope).ofStatuses(ids);
    for (Versioned<Status> row : rows) {
      long id = row.value().id();
      StatusParts parts =
          new StatusParts(
              row.value(),
              mentions.getOrDefault(id, List.of()),
              tags.getOrDefault(id, List.of()),
              media.getOrDefault(id, List.of()));
      statuses.put(id, parts);
      keep(cache.statuses(), new RowStamp(id, row.version()), parts);
    }
  }

  private void readAccounts(List<Long> ids) {
    if (ids.isEmpty()) {
      return;
    }
    scope
        .sql()
        .list(
            "select a.*, " + version("a") + " from accounts a where a.id = any(?)",
            row -> versioned(row, AccountRows.read(row)),
            ids)
        .forEach(
            row -> {
              accounts.put(row.value().id(), row.value());
              keep(cache.accounts(), new RowStamp(row.value().id(), row.version()), row.value());
            });
  }

  private <V> void keep(VersionedCache<V> held, RowStamp stamp, V value) {
    if (scope.readsOnly()) {
      held.put(stamp, value);
    }
  }

  private String version(String alias) {
    return scope.dialect().rowVersion(alias) + " as row_version";
  }

  private static <T> Versioned<T> versioned(Row row, T value) throws SQLException {
    return new Versioned<>(row.number("row_version"), value);
  }

  private Map<Long, List<MentionedAccount>> mentions(List<Long> ids) {
    Map<Long, List<MentionedAccount>> found = new HashMap<>();
    scope
        .sql()
        .list(
            "select m.status_id, a.id, a.username, a.domain, a.url, a.uri from mentions m"
                + " join accounts a on a.id = m.account_id"
                + " where m.status_id = any(?) and not m.silent order by a.id",
            row ->
                Map.entry(
                    row.number("status_id"),
                    new MentionedAccount(
                        row.number("id"),
                        row.text("username"),
                        row.text("domain"),
                        row.text("url"),
                        row.text("uri"))),
            ids)
        .forEach(e -> found.computeIfAbsent(e.getKey(), k -> new ArrayList<>()).add(e.getValue()));
    return found;
  }
}
