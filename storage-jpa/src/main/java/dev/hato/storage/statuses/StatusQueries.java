package dev.hato.storage.statuses;

import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads statuses for somebody: always a list, always what {@link StatusVisibilitySql} lets him see,
 * always in a number of statements that does not depend on the length of the list: one for who may
 * see what, and up to five for what is not in memory.
 */
public final class StatusQueries {
  private final TxScope scope;
  private final StatusCache cache;

  public StatusQueries(TxScope scope, StatusCache cache) {
    this.scope = scope;
    this.cache = cache;
  }

  /**
   * Everything that is needed to show these statuses to a viewer, in the order of the ids; what he
   * may not see is left out, like an id that does not exist.
   */
  public List<LoadedStatus> load(Viewer viewer, List<Long> ids) {
    SqlText columns =
        switch (viewer) {
          case Viewer.Anonymous() -> SqlText.of("");
          case Viewer.Known known ->
              SqlText.of(SeenStatus.flagColumns()).with("viewer", known.sql());
        };
    return load(ids, columns, StatusVisibilitySql.visible(viewer));
  }

  /** One status for a viewer; empty when there is none or he may not see it. */
  public Optional<LoadedStatus> load(Viewer viewer, long id) {
    return load(viewer, List.of(id)).stream().findFirst();
  }

  /**
   * The same without asking who may see them, and with nobody's flags: to federate a status to its
   * own audience, to index it. Deleted ones are left out.
   */
  public List<LoadedStatus> loadUnchecked(List<Long> ids) {
    return load(
        ids,
        SqlText.of(""),
        SqlText.of("s.deleted_at is null and (s.reblog_of_id is null or o.deleted_at is null)"));
  }

  /** Those of the ids that a viewer may see, in their order. One statement. */
  public List<Long> visible(Viewer viewer, List<Long> ids) {
    SqlText select =
        SqlText.of("select s.id" + StatusVisibilitySql.FROM + "where s.id = any(?) and ", ids)
            .plus(StatusVisibilitySql.visible(viewer));
    Set<Long> seen =
        new HashSet<>(scope.sql().list(select.text(), row -> row.number("id"), select.arguments()));
    return ids.stream().filter(seen::contains).toList();
  }

  private List<LoadedStatus> load(List<Long> ids, SqlText flags, SqlText rule) {
    if (ids.isEmpty()) {
      return List.of();
    }
    SqlText select =
        SqlText.of("select " + SeenStatus.columns(scope.dialect()))
            .plus(flags)
            .plus(StatusVisibilitySql.FROM + "where s.id = any(?) and ", ids)
            .plus(rule);
    boolean withFlags = !flags.text().isEmpty();
    List<SeenStatus> seen =
        scope.sql().list(select.text(), row -> SeenStatus.read(row, withFlags), select.arguments());
    Map<Long, LoadedStatus> loaded = new StatusLoader(scope, cache).load(seen);
    return ids.stream().map(loaded::get).filter(Objects::nonNull).toList();
  }
}
