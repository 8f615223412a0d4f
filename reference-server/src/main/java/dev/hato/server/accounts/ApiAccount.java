package dev.hato.server.accounts;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The Account entity of the Mastodon API, complete; the names are those of the API in camel case.
 */
public record ApiAccount(
    String id,
    String username,
    String acct,
    String displayName,
    boolean locked,
    boolean bot,
    boolean discoverable,
    boolean indexable,
    boolean group,
    Instant createdAt,
    String note,
    String url,
    String uri,
    String avatar,
    String avatarStatic,
    String avatarDescription,
    String header,
    String headerStatic,
    String headerDescription,
    long followersCount,
    long followingCount,
    long statusesCount,
    @Nullable String lastStatusAt,
    boolean hideCollections,
    List<ApiEmoji> emojis,
    List<Object> roles,
    List<Field> fields,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean suspended,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean limited,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Source source,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Role role) {

  /** A row of the profile's table; {@code value} is HTML. */
  public record Field(String name, String value, @Nullable Instant verifiedAt) {}

  /** A custom emoji that occurs in a text. */
  public record ApiEmoji(String shortcode, String url, String staticUrl, boolean visibleInPicker) {}

  /** What only the owner sees: the texts as typed and the defaults of new posts. */
  public record Source(
      String privacy,
      boolean sensitive,
      String language,
      String note,
      List<Field> fields,
      int followRequestsCount,
      boolean hideCollections,
      boolean discoverable,
      boolean indexable,
      String quotePolicy,
      List<String> attributionDomains) {}

  /** The owner's role on this server; {@code permissions} is Mastodon's bit mask in decimal. */
  public record Role(
      String id, String name, String permissions, String color, boolean highlighted) {}

  /** The same account as its owner sees it. */
  ApiAccount owned(Source ownSource, Role ownRole) {
    return new ApiAccount(
        id,
        username,
        acct,
        displayName,
        locked,
        bot,
        discoverable,
        indexable,
        group,
        createdAt,
        note,
        url,
        uri,
        avatar,
        avatarStatic,
        avatarDescription,
        header,
        headerStatic,
        headerDescription,
        followersCount,
        followingCount,
        statusesCount,
        lastStatusAt,
        hideCollections,
        emojis,
        roles,
        fields,
        suspended,
        limited,
        ownSource,
        ownRole);
  }
}
