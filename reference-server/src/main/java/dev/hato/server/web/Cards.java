package dev.hato.server.web;

import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.media.ApiAttachment;
import dev.hato.server.statuses.ApiStatus;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the API's entities into what templates show; pure. */
final class Cards {
  private final String domain;

  Cards(String domain) {
    this.domain = domain;
  }

  List<PostCard> posts(List<ApiStatus> statuses) {
    return statuses.stream().map(this::post).toList();
  }

  /** A post; a boost shows its original and who boosted it. */
  PostCard post(ApiStatus status) {
    ApiStatus original = status.reblog();
    return original == null
        ? post(status, Optional.empty())
        : post(original, Optional.of(name(status.account())));
  }

  ProfileCard profile(ApiAccount account) {
    return new ProfileCard(
        author(account),
        account.header(),
        SafeHtml.cleaned(account.note()),
        account.fields().stream()
            .map(
                field ->
                    new ProfileCard.Field(
                        field.name(), SafeHtml.cleaned(field.value()), field.verifiedAt() != null))
            .toList(),
        account.createdAt(),
        account.statusesCount(),
        account.followingCount(),
        account.followersCount(),
        account.bot(),
        account.locked());
  }

  /** The name that people read. */
  static String name(ApiAccount account) {
    return account.displayName().isBlank() ? account.username() : account.displayName();
  }

  private PostCard post(ApiStatus status, Optional<String> boostedBy) {
    return new PostCard(
        author(status.account()),
        orElse(status.url(), status.uri()),
        SafeHtml.cleaned(status.content()),
        status.spoilerText(),
        status.sensitive(),
        Optional.ofNullable(status.language()),
        status.mediaAttachments().stream().flatMap(media -> picture(media).stream()).toList(),
        status.createdAt(),
        status.editedAt() != null,
        status.visibility(),
        new PostCard.Counts(status.repliesCount(), status.reblogsCount(), status.favouritesCount()),
        boostedBy);
  }

  private PostCard.Author author(ApiAccount account) {
    String acct = account.acct();
    String handle = acct.contains("@") ? acct : acct + "@" + domain;
    return new PostCard.Author(name(account), handle, account.url(), account.avatarStatic());
  }

  /** What can be shown as a still picture; everything else is a matter for apps. */
  private static Optional<PostCard.Picture> picture(ApiAttachment media) {
    String preview = media.previewUrl();
    boolean still = media.type().equals("image") || media.type().equals("gifv");
    return still && preview != null
        ? Optional.of(
            new PostCard.Picture(
                orElse(media.url(), preview), preview, orElse(media.description(), "")))
        : Optional.empty();
  }

  private static String orElse(@Nullable String text, String other) {
    return text == null ? other : text;
  }
}
