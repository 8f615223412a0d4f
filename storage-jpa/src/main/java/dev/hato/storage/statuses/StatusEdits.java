package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Edits and what was said before them. */
public final class StatusEdits {
  private final TxScope scope;

  public StatusEdits(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Replaces a status's text, content, spoiler text, sensitivity, language, emojis and url by those
   * of {@code changed}, and keeps the version before. Nothing else changes: an edit never widens
   * whom a status is for. Mentions, tags and media are replaced in their own repositories, after
   * this.
   *
   * @param changed with the time of the edit as its {@code editedAt}
   * @return false when the status is deleted, or a version at least as new is stored (edits may
   *     arrive out of order)
   */
  public boolean edit(Status changed) {
    Instant at =
        changed
            .editedAt()
            .orElseThrow(() -> new IllegalArgumentException("An edit needs its time: editedAt"));
    Optional<Status> before =
        scope
            .sql()
            .first(
                StatusRows.SELECT
                    + "s.id = ? and s.deleted_at is null"
                    + " and (s.edited_at is null or s.edited_at < ?) for update",
                StatusRows::read,
                changed.id(),
                at);
    before.ifPresent(status -> replace(status, changed, at));
    return before.isPresent();
  }

  private void replace(Status before, Status changed, Instant at) {
    String media =
        media(before.id()).stream().map(String::valueOf).collect(Collectors.joining(","));
    scope.entities().persist(new StatusEditEntity(scope.nextId(), before, media));
    scope
        .sql()
        .update(
            "update statuses set text = ?, content = ?, spoiler_text = ?, sensitive = ?,"
                + " language = ?, emojis = ?, url = ?, edited_at = ? where id = ?",
            changed.text(),
            changed.content(),
            changed.spoilerText(),
            changed.sensitive(),
            changed.language(),
            StatusRows.EMOJIS.write(changed.emojis()),
            changed.url(),
            at,
            changed.id());
  }

  /** All versions of a status, oldest first, the shown one last; empty when it is deleted. */
  public List<StatusEdit> history(long statusId) {
    Optional<Status> shown =
        scope
            .sql()
            .first(
                StatusRows.SELECT + "s.id = ? and s.deleted_at is null",
                StatusRows::read,
                statusId);
    if (shown.isEmpty()) {
      return List.of();
    }
    List<StatusEdit> versions =
        new ArrayList<>(
            scope
                .sql()
                .list(
                    "select e.* from status_edits e where e.status_id = ? order by e.id",
                    StatusEdits::read,
                    statusId));
    versions.add(current(shown.get()));
    return versions;
  }

  private StatusEdit current(Status status) {
    return new StatusEdit(
        status.text(),
        status.content(),
        status.spoilerText(),
        status.sensitive(),
        status.language(),
        status.emojis(),
        media(status.id()),
        status.editedAt().orElse(status.createdAt()));
  }

  private List<Long> media(long statusId) {
    return scope
        .sql()
        .list(
            "select id from media_attachments where status_id = ? order by position",
            row -> row.number("id"),
            statusId);
  }

  private static StatusEdit read(Row row) throws SQLException {
    return new StatusEdit(
        row.text("text"),
        row.text("content"),
        row.text("spoiler_text"),
        row.flag("sensitive"),
        row.text("language"),
        StatusRows.EMOJIS.read(row.text("emojis")),
        Arrays.stream(row.text("media_ids").split(","))
            .filter(id -> !id.isEmpty())
            .map(Long::valueOf)
            .toList(),
        row.instant("created_at"));
  }
}
