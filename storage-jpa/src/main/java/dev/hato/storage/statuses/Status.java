package dev.hato.storage.statuses;

import dev.hato.storage.accounts.EmojiRef;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One status, or one boost (a status with a {@link #reblogOfId} and no text of its own).
 *
 * @param uri the ActivityPub id: of the Note, or of the Announce
 * @param url the page for people; empty when unknown
 * @param text what its author typed; empty for remote ones
 * @param content sanitised HTML as shown
 * @param language BCP 47, empty when unknown
 * @param emojis the custom emojis that occur in it
 * @param inReplyToUri the parent's uri while the parent is not known here, else empty
 * @param conversationId the id of the first known status of its thread
 * @param applicationId the OAuth application it was posted with
 * @param counts as stored; rows are the truth, see {@link Statuses}
 */
public record Status(
    long id,
    long accountId,
    String uri,
    String url,
    boolean local,
    Visibility visibility,
    String text,
    String content,
    String spoilerText,
    boolean sensitive,
    String language,
    List<EmojiRef> emojis,
    OptionalLong inReplyToId,
    OptionalLong inReplyToAccountId,
    String inReplyToUri,
    OptionalLong reblogOfId,
    long conversationId,
    OptionalLong applicationId,
    Counts counts,
    Instant createdAt,
    Optional<Instant> editedAt,
    Optional<Instant> deletedAt) {

  /** How often it was answered, boosted and favourited. */
  public record Counts(int replies, int reblogs, int favourites) {
    public static final Counts NONE = new Counts(0, 0, 0);
  }

  /** Whether it answers something, known here or not. */
  public boolean isReply() {
    return inReplyToId.isPresent() || !inReplyToUri.isEmpty();
  }

  public boolean isBoost() {
    return reblogOfId.isPresent();
  }

  /**
   * A new public local status without text; its conversation is its own until {@link
   * Builder#inReplyTo} says otherwise.
   */
  public static Builder newBuilder(long id, long accountId, String uri, Instant createdAt) {
    return new Builder(id, accountId, uri, createdAt);
  }

  /** The same status, to change some of it. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /** Collects the parts of a status. Not thread safe. */
  public static final class Builder {
    private final long id;
    private final long accountId;
    private final String uri;
    private final Instant createdAt;
    private String url = "";
    private boolean local = true;
    private Visibility visibility = Visibility.PUBLIC;
    private String text = "";
    private String content = "";
    private String spoilerText = "";
    private boolean sensitive;
    private String language = "";
    private List<EmojiRef> emojis = List.of();
    private OptionalLong inReplyToId = OptionalLong.empty();
    private OptionalLong inReplyToAccountId = OptionalLong.empty();
    private String inReplyToUri = "";
    private OptionalLong reblogOfId = OptionalLong.empty();
    private long conversationId;
    private OptionalLong applicationId = OptionalLong.empty();
    private Counts counts = Counts.NONE;
    private Optional<Instant> editedAt = Optional.empty();
    private Optional<Instant> deletedAt = Optional.empty();

    private Builder(long id, long accountId, String uri, Instant createdAt) {
      this.id = id;
      this.accountId = accountId;
      this.uri = Objects.requireNonNull(uri);
      this.createdAt = Objects.requireNonNull(createdAt);
      this.conversationId = id;
    }

    private Builder(Status from) {
      this(from.id, from.accountId, from.uri, from.createdAt);
      url = from.url;
      local = from.local;
      visibility = from.visibility;
      text = from.text;
      content = from.content;
      spoilerText = from.spoilerText;
      sensitive = from.sensitive;
      language = from.language;
      emojis = from.emojis;
      inReplyToId = from.inReplyToId;
      inReplyToAccountId = from.inReplyToAccountId;
      inReplyToUri = from.inReplyToUri;
      reblogOfId = from.reblogOfId;
      conversationId = from.conversationId;
      applicationId = from.applicationId;
      counts = from.counts;
      editedAt = from.editedAt;
      deletedAt = from.deletedAt;
    }

    public Builder url(String value) {
      url = Objects.requireNonNull(value);
      return this;
    }

    /** Says that it came from another server. */
    public Builder remote() {
      local = false;
      return this;
    }

    public Builder visibility(Visibility value) {
      visibility = Objects.requireNonNull(value);
      return this;
    }

    public Builder text(String source) {
      text = Objects.requireNonNull(source);
      return this;
    }

    public Builder content(String html) {
      content = Objects.requireNonNull(html);
      return this;
    }

    public Builder spoilerText(String value) {
      spoilerText = Objects.requireNonNull(value);
      return this;
    }

    public Builder sensitive(boolean value) {
      sensitive = value;
      return this;
    }

    public Builder language(String value) {
      language = Objects.requireNonNull(value);
      return this;
    }

    public Builder emojis(List<EmojiRef> value) {
      emojis = List.copyOf(value);
      return this;
    }

    /** Makes it an answer in the parent's conversation. */
    public Builder inReplyTo(Status parent) {
      inReplyToId = OptionalLong.of(parent.id);
      inReplyToAccountId = OptionalLong.of(parent.accountId);
      conversationId = parent.conversationId;
      return this;
    }

    /** Makes it an answer to something that is not known here. */
    public Builder inReplyToUri(String parentUri) {
      inReplyToUri = Objects.requireNonNull(parentUri);
      return this;
    }

    /** Makes it a boost. */
    public Builder reblogOf(Status original) {
      reblogOfId = OptionalLong.of(original.id);
      conversationId = original.conversationId;
      return this;
    }

    public Builder applicationId(long value) {
      applicationId = OptionalLong.of(value);
      return this;
    }

    public Builder editedAt(Instant value) {
      editedAt = Optional.of(value);
      return this;
    }

    Builder reply(OptionalLong parentId, OptionalLong parentAccountId, String parentUri) {
      inReplyToId = parentId;
      inReplyToAccountId = parentAccountId;
      inReplyToUri = parentUri;
      return this;
    }

    Builder links(OptionalLong reblog, long conversation, OptionalLong application) {
      reblogOfId = reblog;
      conversationId = conversation;
      applicationId = application;
      return this;
    }

    Builder stored(Counts value, Optional<Instant> edited, Optional<Instant> deleted) {
      counts = value;
      editedAt = edited;
      deletedAt = deleted;
      return this;
    }

    public Status build() {
      return new Status(
          id,
          accountId,
          uri,
          url,
          local,
          visibility,
          text,
          content,
          spoilerText,
          sensitive,
          language,
          emojis,
          inReplyToId,
          inReplyToAccountId,
          inReplyToUri,
          reblogOfId,
          conversationId,
          applicationId,
          counts,
          createdAt,
          editedAt,
          deletedAt);
    }
  }
}
