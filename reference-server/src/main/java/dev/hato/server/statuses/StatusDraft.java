package dev.hato.server.statuses;

import dev.hato.storage.statuses.Visibility;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * What somebody wants to post, or to make of a post. What is not said comes from the person's
 * defaults.
 *
 * @param idempotencyKey empty when the client gave none
 */
record StatusDraft(
    String text,
    String spoilerText,
    Optional<Boolean> sensitive,
    Optional<Visibility> visibility,
    Optional<String> language,
    List<Long> mediaIds,
    OptionalLong inReplyToId,
    OptionalLong applicationId,
    String idempotencyKey) {

  public static Builder newBuilder(String text) {
    return new Builder(text);
  }

  /** Collects the parts of a draft. Not thread safe. */
  public static final class Builder {
    private final String text;
    private String spoilerText = "";
    private Optional<Boolean> sensitive = Optional.empty();
    private Optional<Visibility> visibility = Optional.empty();
    private Optional<String> language = Optional.empty();
    private List<Long> mediaIds = List.of();
    private OptionalLong inReplyToId = OptionalLong.empty();
    private OptionalLong applicationId = OptionalLong.empty();
    private String idempotencyKey = "";

    private Builder(String text) {
      this.text = text;
    }

    public Builder spoilerText(String value) {
      spoilerText = value;
      return this;
    }

    public Builder sensitive(boolean value) {
      sensitive = Optional.of(value);
      return this;
    }

    public Builder visibility(Visibility value) {
      visibility = Optional.of(value);
      return this;
    }

    /** BCP 47. */
    public Builder language(String value) {
      language = Optional.of(value);
      return this;
    }

    /** Uploads of the author, in their order; one named twice counts once. */
    public Builder mediaIds(List<Long> value) {
      mediaIds = value.stream().distinct().toList();
      return this;
    }

    public Builder inReplyToId(long value) {
      inReplyToId = OptionalLong.of(value);
      return this;
    }

    public Builder applicationId(long value) {
      applicationId = OptionalLong.of(value);
      return this;
    }

    public Builder idempotencyKey(String value) {
      idempotencyKey = value;
      return this;
    }

    public StatusDraft build() {
      return new StatusDraft(
          text,
          spoilerText,
          sensitive,
          visibility,
          language,
          mediaIds,
          inReplyToId,
          applicationId,
          idempotencyKey);
    }
  }
}
