package dev.hato.storage.relationships;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** One viewer and many others, in one query. */
public final class RelationshipQueries {
  private static final String MANY =
      "select x.id as target_id,"
          + follow("f")
          + follow("r")
          + " b.id as blocking_id, o.id as blocked_by_id, m.id as mute_id,"
          + " m.hide_notifications, m.expires_at"
          + " from accounts x"
          + " left join follows f on f.account_id = ? and f.target_id = x.id"
          + " left join follows r on r.account_id = x.id and r.target_id = ?"
          + " left join blocks b on b.account_id = ? and b.target_id = x.id"
          + " left join blocks o on o.account_id = x.id and o.target_id = ?"
          + " left join mutes m on m.account_id = ? and m.target_id = x.id"
          + " and (m.expires_at is null or m.expires_at > ?)"
          + " where x.id = any(?)";

  private final TxScope scope;

  public RelationshipQueries(TxScope scope) {
    this.scope = scope;
  }

  /** The viewer's relationship to each of the ids that exist, in their order. */
  public Map<Long, Relationship> of(long viewerId, Collection<Long> ids) {
    if (ids.isEmpty()) {
      return Map.of();
    }
    Map<Long, Relationship> found = new HashMap<>();
    scope
        .sql()
        .list(
            MANY,
            row -> read(row, viewerId),
            viewerId,
            viewerId,
            viewerId,
            viewerId,
            viewerId,
            scope.now(),
            ids)
        .forEach(relationship -> found.put(relationship.targetId(), relationship));
    Map<Long, Relationship> ordered = new LinkedHashMap<>();
    ids.stream()
        .map(found::get)
        .filter(Objects::nonNull)
        .forEach(relationship -> ordered.put(relationship.targetId(), relationship));
    return ordered;
  }

  /** All whose posts a viewer must not be shown: blocked either way, or muted. */
  public Set<Long> hiddenFrom(long viewerId) {
    List<Long> hidden =
        scope
            .sql()
            .list(
                "select target_id as id from blocks where account_id = ?"
                    + " union all select account_id as id from blocks where target_id = ?"
                    + " union all select target_id as id from mutes where account_id = ?"
                    + " and (expires_at is null or expires_at > ?)",
                row -> row.number("id"),
                viewerId,
                viewerId,
                viewerId,
                scope.now());
    return new HashSet<>(hidden);
  }

  private static String follow(String alias) {
    return " %1$s.id as %1$s_id, %1$s.state as %1$s_state, %1$s.show_reblogs as %1$s_show_reblogs,"
            .formatted(alias)
        + " %1$s.notify as %1$s_notify, %1$s.languages as %1$s_languages, %1$s.uri as %1$s_uri,"
            .formatted(alias);
  }

  private static Relationship read(Row row, long viewerId) throws SQLException {
    long target = row.number("target_id");
    boolean muting = row.optionalNumber("mute_id").isPresent();
    return new Relationship(
        target,
        Follows.read(row, "f_", viewerId, target),
        Follows.read(row, "r_", target, viewerId),
        row.optionalNumber("blocking_id").isPresent(),
        row.optionalNumber("blocked_by_id").isPresent(),
        muting,
        muting && row.flag("hide_notifications"),
        row.optionalInstant("expires_at"));
  }
}
