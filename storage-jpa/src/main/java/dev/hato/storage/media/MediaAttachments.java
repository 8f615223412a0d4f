package dev.hato.storage.media;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The attachments. Whatever acts for a caller goes through a look-up by id <em>and</em> owner, so
 * that somebody else's id is the same as no id.
 */
public final class MediaAttachments {
  private static final String SELECT =
      "select m.*, m.focus_x is not null and m.focus_y is not null as has_focus"
          + " from media_attachments m where ";

  private final TxScope scope;

  public MediaAttachments(TxScope scope) {
    this.scope = scope;
  }

  /** Stores a new upload, under a new id where the given one is 0. */
  public Media add(Media media) {
    return add(media, 0);
  }

  /** Stores the attachments of a remote status together with it, in their order. */
  public List<Media> addAll(long statusId, List<Media> media) {
    return IntStream.range(0, media.size())
        .mapToObj(i -> add(media.get(i).toBuilder().statusId(statusId).build(), i))
        .toList();
  }

  private Media add(Media media, int position) {
    Media added = media.id() == 0 ? media.toBuilder().id(scope.nextId()).build() : media;
    scope.entities().persist(new MediaEntity(added, position));
    return added;
  }

  public Optional<Media> findByIdAndOwner(long id, long accountId) {
    return scope
        .sql()
        .first(SELECT + "m.id = ? and m.account_id = ?", MediaAttachments::read, id, accountId);
  }

  /**
   * Stores what may change after the upload (files, description, focus, progress); false when the
   * owner has no such id.
   */
  public boolean change(Media media) {
    Optional<MediaEntity> row =
        Optional.ofNullable(scope.entities().find(MediaEntity.class, media.id()))
            .filter(entity -> entity.accountId() == media.accountId());
    row.ifPresent(entity -> entity.change(media));
    row.flatMap(MediaEntity::statusId).ifPresent(this::touch);
    return row.isPresent();
  }

  /** Gives the row of the status a new version: what it shows has changed. */
  private void touch(long statusId) {
    scope.sql().update("update statuses set edited_at = edited_at where id = ?", statusId);
  }

  /**
   * Gives a status these attachments in this order and no others: the way of a post and of an edit.
   * All or nothing: false, and nothing changed, when one of them is not the account's or belongs to
   * another status. Three statements.
   */
  public boolean attach(long statusId, long accountId, List<Long> mediaIds) {
    // Locked in the order of ids, so that two posts with the same uploads never wait in a circle.
    List<Long> free =
        scope
            .sql()
            .list(
                "select id from media_attachments where id = any(?) and account_id = ?"
                    + " and (status_id is null or status_id = ?) order by id for update",
                row -> row.number("id"),
                mediaIds,
                accountId,
                statusId);
    if (!free.containsAll(mediaIds)) {
      return false;
    }
    scope
        .sql()
        .update(
            "update media_attachments set status_id = null where status_id = ?"
                + " and account_id = ? and not (id = any(?))",
            statusId,
            accountId,
            mediaIds);
    List<Object[]> places = new ArrayList<>();
    for (long id : mediaIds) {
      places.add(new Object[] {statusId, places.size(), id});
    }
    scope
        .sql()
        .updateAll("update media_attachments set status_id = ?, position = ? where id = ?", places);
    return true;
  }

  /**
   * Removes an upload that waits for its post; false when the account has no such upload. The files
   * are the caller's.
   */
  public boolean removeUnattached(long id, long accountId) {
    return scope
            .sql()
            .update(
                "delete from media_attachments where id = ? and account_id = ? and status_id is null",
                id,
                accountId)
        > 0;
  }

  /** Uploads that were never posted, oldest first, for the clean-up. */
  public List<Media> unattachedBefore(Instant time, int limit) {
    return scope
        .sql()
        .list(
            SELECT + "m.status_id is null and m.created_at < ? order by m.created_at limit ?",
            MediaAttachments::read,
            time,
            limit);
  }

  /**
   * The attachments of each of these statuses in their order; a status without any is missing. One
   * statement.
   */
  public Map<Long, List<Media>> ofStatuses(Collection<Long> statusIds) {
    return scope
        .sql()
        .list(
            SELECT + "m.status_id = any(?) order by m.status_id, m.position",
            MediaAttachments::read,
            statusIds)
        .stream()
        .collect(
            Collectors.groupingBy(
                media -> media.statusId().orElseThrow(), LinkedHashMap::new, Collectors.toList()));
  }

  /**
   * Removes the attachments of these statuses and returns them, so that their files can be deleted.
   */
  public List<Media> removeOf(Collection<Long> statusIds) {
    List<Media> removed =
        ofStatuses(statusIds).values().stream().flatMap(Collection::stream).toList();
    scope.sql().update("delete from media_attachments where status_id = any(?)", statusIds);
    return removed;
  }

  private static Media read(Row row) throws SQLException {
    Media.Builder media =
        Media.newBuilder(row.number("account_id"), row.instant("created_at"))
            .id(row.number("id"))
            .type(row.constant("type", MediaType.class))
            .processing(row.constant("processing", Processing.class))
            .fileKey(row.text("file_key"))
            .thumbnailKey(row.text("thumbnail_key"))
            .contentType(row.text("content_type"))
            .fileSize(row.number("file_size"))
            .remoteUrl(row.text("remote_url"))
            .thumbnailRemoteUrl(row.text("thumbnail_remote_url"))
            .blurhash(row.text("blurhash"))
            .description(row.text("description"))
            .meta(row.text("meta"));
    OptionalLong status = row.optionalNumber("status_id");
    status.ifPresent(media::statusId);
    if (row.flag("has_focus")) {
      media.focus(new Focus(row.decimal("focus_x"), row.decimal("focus_y")));
    }
    return media.build();
  }
}
