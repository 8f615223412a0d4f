package dev.hato.server.accounts;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.html.RemoteHtml;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.accounts.Picture;
import dev.hato.storage.accounts.ProfileField;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.accounts.User;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Renders accounts for clients; pure, so a list of loaded accounts costs no query. Thread-safe. */
public final class AccountView {
  private static final String MISSING_AVATAR = "avatar.png";
  private static final String MISSING_HEADER = "header.png";

  private final SiteUrls urls;

  public AccountView(SiteUrls urls) {
    this.urls = urls;
  }

  /** The public entities, in the order given. */
  public List<ApiAccount> renderAll(List<Account> accounts) {
    return accounts.stream().map(this::render).toList();
  }

  /** The public entity; of a suspended account only the name is left. */
  public ApiAccount render(Account account) {
    boolean gone = account.suspended();
    String avatar = gone ? urls.asset(MISSING_AVATAR) : avatar(account);
    String header = gone ? urls.asset(MISSING_HEADER) : header(account);
    return new ApiAccount(
        Long.toString(account.id()),
        account.username(),
        account.acct(),
        gone ? "" : account.displayName(),
        account.locked(),
        account.bot(),
        account.discoverable(),
        account.indexable(),
        account.group(),
        account.createdAt().truncatedTo(ChronoUnit.DAYS),
        gone ? "" : account.note(),
        account.url(),
        account.uri(),
        avatar,
        avatar,
        gone ? "" : account.avatar().description(),
        header,
        header,
        gone ? "" : account.header().description(),
        gone ? 0 : account.followersCount(),
        gone ? 0 : account.followingCount(),
        gone ? 0 : account.statusesCount(),
        account.lastStatusAt().map(AccountView::day).orElse(null),
        account.hideCollections(),
        gone ? List.of() : account.emojis().stream().map(AccountView::emoji).toList(),
        List.of(),
        gone ? List.of() : account.fields().stream().map(field -> shown(account, field)).toList(),
        gone ? Boolean.TRUE : null,
        account.silenced() ? Boolean.TRUE : null,
        null,
        null);
  }

  /** The entity as its owner sees it. */
  public ApiAccount credentials(Account account, User user, int followRequests) {
    var source =
        new ApiAccount.Source(
            user.defaults().privacy(),
            user.defaults().sensitive(),
            user.defaults().language(),
            account.noteSource(),
            account.fields().stream().map(field -> typed(field)).toList(),
            followRequests,
            account.hideCollections(),
            account.discoverable(),
            account.indexable(),
            "public",
            List.of());
    return render(account).owned(source, role(user.role()));
  }

  /** The address of the avatar, or of the picture in its place. */
  public String avatar(Account account) {
    return picture(account.avatar(), MISSING_AVATAR);
  }

  /** The address of the header, or of the picture in its place. */
  public String header(Account account) {
    return picture(account.header(), MISSING_HEADER);
  }

  private String picture(Picture picture, String missing) {
    if (!picture.file().isEmpty()) {
      return urls.file(picture.file());
    }
    return picture.url().isEmpty() ? urls.asset(missing) : picture.url();
  }

  private ApiAccount.Field shown(Account account, ProfileField field) {
    String html =
        account.local() ? BioHtml.render(field.value(), urls) : RemoteHtml.clean(field.value());
    return new ApiAccount.Field(field.name(), html, verifiedAt(field));
  }

  private static ApiAccount.Field typed(ProfileField field) {
    return new ApiAccount.Field(field.name(), field.value(), verifiedAt(field));
  }

  private static @Nullable Instant verifiedAt(ProfileField field) {
    return field.verifiedAt().orElse(null);
  }

  private static ApiAccount.ApiEmoji emoji(EmojiRef emoji) {
    return new ApiAccount.ApiEmoji(emoji.shortcode(), emoji.url(), emoji.staticUrl(), true);
  }

  private static String day(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC).toLocalDate().toString();
  }

  /**
   * Roles as Mastodon numbers them; the bits are administrator, and the moderator's reports and
   * users.
   */
  private static ApiAccount.Role role(Role role) {
    return switch (role) {
      case OWNER -> new ApiAccount.Role("3", "Owner", "1", "", true);
      case ADMIN -> new ApiAccount.Role("2", "Admin", "983036", "", true);
      case MODERATOR -> new ApiAccount.Role("1", "Moderator", "1308", "", true);
      case USER -> new ApiAccount.Role("-99", "", "65536", "", false);
    };
  }
}
