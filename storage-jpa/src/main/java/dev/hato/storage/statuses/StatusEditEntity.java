package dev.hato.storage.statuses;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;

/** The row of a version that an edit replaced. */
@Entity
@Table(name = "status_edits")
class StatusEditEntity {
  @Id private long id;

  @Column(name = "status_id")
  private long statusId;

  @Column(name = "text")
  private String text;

  @Column(name = "content")
  private String content;

  @Column(name = "spoiler_text")
  private String spoilerText;

  @Column(name = "sensitive")
  private boolean sensitive;

  @Column(name = "language")
  private String language;

  @Column(name = "emojis")
  private String emojis;

  @Column(name = "media_ids")
  private String mediaIds;

  @Column(name = "created_at")
  private Instant createdAt;

  /** For the provider. */
  protected StatusEditEntity() {}

  StatusEditEntity(long id, Status replaced, String mediaIds) {
    this.id = id;
    this.mediaIds = mediaIds;
    statusId = replaced.id();
    text = replaced.text();
    content = replaced.content();
    spoilerText = replaced.spoilerText();
    sensitive = replaced.sensitive();
    language = replaced.language();
    emojis = StatusRows.EMOJIS.write(replaced.emojis());
    createdAt = replaced.editedAt().orElse(replaced.createdAt());
  }
}
