package dev.hato.server.statuses;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.media.ApiAttachment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Status entity of the Mastodon API, complete; the names are those of the API in camel case.
 * What a viewer did with it is there only when there is a viewer, the text only for its author.
 */
public record ApiStatus(
    String id,
    Instant createdAt,
    @Nullable String inReplyToId,
    @Nullable String inReplyToAccountId,
    boolean sensitive,
    String spoilerText,
    String visibility,
    @Nullable String language,
    String uri,
    @Nullable String url,
    int repliesCount,
    int reblogsCount,
    int favouritesCount,
    int quotesCount,
    @Nullable Instant editedAt,
    String content,
    @Nullable ApiStatus reblog,
    @Nullable Application application,
    ApiAccount account,
    List<ApiAttachment> mediaAttachments,
    List<Mention> mentions,
    List<Tag> tags,
    List<ApiAccount.ApiEmoji> emojis,
    @Nullable Object card,
    @Nullable Object poll,
    @Nullable Object quote,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean favourited,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean reblogged,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean muted,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean bookmarked,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean pinned,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Object> filtered,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String text) {

  /** What it was posted with. */
  public record Application(String name, @Nullable String website) {}

  /** Somebody named in it. */
  public record Mention(String id, String username, String url, String acct) {}

  /** A hashtag in it. */
  public record Tag(String name, String url) {}

  /** What its author typed, for editing. */
  public record Source(String id, String text, String spoilerText) {}

  /** One version of it. */
  public record Edit(
      String content,
      String spoilerText,
      boolean sensitive,
      Instant createdAt,
      ApiAccount account,
      List<ApiAttachment> mediaAttachments,
      List<ApiAccount.ApiEmoji> emojis) {}

  /** What surrounds it. */
  public record Context(List<ApiStatus> ancestors, List<ApiStatus> descendants) {}
}
