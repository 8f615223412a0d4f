package dev.hato.storage.media;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One attachment. A local upload has keys of its files in the media store; a remote one has the
 * addresses at its origin and gets keys when a copy is kept. Absent texts are empty.
 *
 * @param accountId who uploaded it, the only one who may look it up by id, change or attach it
 * @param statusId the status that carries it; empty for an upload that waits for its post
 * @param meta JSON object as the Mastodon API shows it (original and small sizes, focus, duration)
 */
public record Media(
    long id,
    long accountId,
    OptionalLong statusId,
    MediaType type,
    Processing processing,
    String fileKey,
    String thumbnailKey,
    String contentType,
    long fileSize,
    String remoteUrl,
    String thumbnailRemoteUrl,
    String blurhash,
    Optional<Focus> focus,
    String description,
    String meta,
    Instant createdAt) {

  /** A ready image of the account; id 0 lets the repository choose one. */
  public static Builder newBuilder(long accountId, Instant createdAt) {
    return new Builder(accountId, createdAt);
  }

  /** The same attachment, to change some of it. */
  public Builder toBuilder() {
    Builder builder = new Builder(accountId, createdAt);
    builder.id = id;
    builder.statusId = statusId;
    builder.type = type;
    builder.processing = processing;
    builder.fileKey = fileKey;
    builder.thumbnailKey = thumbnailKey;
    builder.contentType = contentType;
    builder.fileSize = fileSize;
    builder.remoteUrl = remoteUrl;
    builder.thumbnailRemoteUrl = thumbnailRemoteUrl;
    builder.blurhash = blurhash;
    builder.focus = focus;
    builder.description = description;
    builder.meta = meta;
    return builder;
  }

  /** Collects the parts of an attachment. Not thread safe. */
  public static final class Builder {
    private final long accountId;
    private final Instant createdAt;
    private long id;
    private OptionalLong statusId = OptionalLong.empty();
    private MediaType type = MediaType.IMAGE;
    private Processing processing = Processing.READY;
    private String fileKey = "";
    private String thumbnailKey = "";
    private String contentType = "";
    private long fileSize;
    private String remoteUrl = "";
    private String thumbnailRemoteUrl = "";
    private String blurhash = "";
    private Optional<Focus> focus = Optional.empty();
    private String description = "";
    private String meta = "{}";

    private Builder(long accountId, Instant createdAt) {
      this.accountId = accountId;
      this.createdAt = Objects.requireNonNull(createdAt);
    }

    public Builder id(long value) {
      id = value;
      return this;
    }

    public Builder statusId(long value) {
      statusId = OptionalLong.of(value);
      return this;
    }

    public Builder type(MediaType value) {
      type = Objects.requireNonNull(value);
      return this;
    }

    public Builder processing(Processing value) {
      processing = Objects.requireNonNull(value);
      return this;
    }

    public Builder fileKey(String value) {
      fileKey = Objects.requireNonNull(value);
      return this;
    }

    public Builder thumbnailKey(String value) {
      thumbnailKey = Objects.requireNonNull(value);
      return this;
    }

    public Builder contentType(String value) {
      contentType = Objects.requireNonNull(value);
      return this;
    }

    public Builder fileSize(long bytes) {
      fileSize = bytes;
      return this;
    }

    public Builder remoteUrl(String value) {
      remoteUrl = Objects.requireNonNull(value);
      return this;
    }

    public Builder thumbnailRemoteUrl(String value) {
      thumbnailRemoteUrl = Objects.requireNonNull(value);
      return this;
    }

    public Builder blurhash(String value) {
      blurhash = Objects.requireNonNull(value);
      return this;
    }

    public Builder focus(Focus value) {
      focus = Optional.of(value);
      return this;
    }

    public Builder description(String value) {
      description = Objects.requireNonNull(value);
      return this;
    }

    public Builder meta(String json) {
      meta = Objects.requireNonNull(json);
      return this;
    }

    public Media build() {
      return new Media(
          id,
          accountId,
          statusId,
          type,
          processing,
          fileKey,
          thumbnailKey,
          contentType,
          fileSize,
          remoteUrl,
          thumbnailRemoteUrl,
          blurhash,
          focus,
          description,
          meta,
          createdAt);
    }
  }
}
