package dev.hato.storage.media;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The row of an attachment. */
@Entity
@Table(name = "media_attachments")
class MediaEntity {
  @Id private long id;

  @Column(name = "account_id")
  private long accountId;

  @Column(name = "status_id")
  private @Nullable Long statusId;

  @Column(name = "position")
  private int position;

  @Enumerated(EnumType.STRING)
  @Column(name = "type")
  private MediaType type = MediaType.UNKNOWN;

  @Enumerated(EnumType.STRING)
  @Column(name = "processing")
  private Processing processing = Processing.PENDING;

  @Column(name = "file_key")
  private String fileKey = "";

  @Column(name = "thumbnail_key")
  private String thumbnailKey = "";

  @Column(name = "content_type")
  private String contentType = "";

  @Column(name = "file_size")
  private long fileSize;

  @Column(name = "remote_url")
  private String remoteUrl = "";

  @Column(name = "thumbnail_remote_url")
  private String thumbnailRemoteUrl = "";

  @Column(name = "blurhash")
  private String blurhash = "";

  @Column(name = "focus_x")
  private @Nullable Double focusX;

  @Column(name = "focus_y")
  private @Nullable Double focusY;

  @Column(name = "description")
  private String description = "";

  @Column(name = "meta")
  private String meta = "{}";

  @Column(name = "created_at")
  private Instant createdAt = Instant.EPOCH;

  /** For the provider. */
  protected MediaEntity() {}

  MediaEntity(Media media, int position) {
    this.id = media.id();
    this.position = position;
    accountId = media.accountId();
    statusId = media.statusId().isPresent() ? media.statusId().getAsLong() : null;
    createdAt = media.createdAt();
    change(media);
  }

  /** Takes everything that may change after the upload; not the owner, not the status. */
  final void change(Media media) {
    type = media.type();
    processing = media.processing();
    fileKey = media.fileKey();
    thumbnailKey = media.thumbnailKey();
    contentType = media.contentType();
    fileSize = media.fileSize();
    remoteUrl = media.remoteUrl();
    thumbnailRemoteUrl = media.thumbnailRemoteUrl();
    blurhash = media.blurhash();
    focusX = media.focus().map(Focus::x).orElse(null);
    focusY = media.focus().map(Focus::y).orElse(null);
    description = media.description();
    meta = media.meta();
  }

  long accountId() {
    return accountId;
  }

  Optional<Long> statusId() {
    return Optional.ofNullable(statusId);
  }
}
