package dev.hato.server.statuses;

import dev.hato.server.accounts.AccountView;
import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Problem;
import dev.hato.server.media.AttachmentView;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusEdit;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.ViewerFlags;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Renders lists of statuses for a viewer, by a number of statements that does not grow with the
 * list. What the viewer may not see is missing, like what does not exist. Thread-safe.
 */
public final class StatusView {
  private final AccountView accounts;
  private final AttachmentView attachments;
  private final SiteUrls urls;

  public StatusView(AccountView accounts, SiteUrls urls) {
    this.accounts = accounts;
    this.attachments = new AttachmentView(urls);
    this.urls = urls;
  }

  /** The statuses that the viewer may see, in the order of the ids. */
  public List<ApiStatus> render(Tx tx, Viewer viewer, List<Long> ids) {
    return render(viewer, tx.statusQueries().load(viewer, ids));
  }

  /** One status; a {@link Problem} 404 when there is none or the viewer may not see it. */
  public ApiStatus render(Tx tx, Viewer viewer, long id) {
    return render(tx, viewer, List.of(id)).stream().findFirst().orElseThrow(Problem::notFound);
  }

  /** What was loaded for this viewer; pure. */
  public List<ApiStatus> render(Viewer viewer, List<LoadedStatus> loaded) {
    return loaded.stream().map(status -> render(viewer, status, null)).toList();
  }

  /** With the text as typed, for its author who takes it back to write it anew; pure. */
  ApiStatus withText(Viewer viewer, LoadedStatus loaded) {
    return render(viewer, loaded, loaded.status().text());
  }

  /** The versions of a status, oldest first. */
  List<ApiStatus.Edit> history(LoadedStatus loaded, List<StatusEdit> versions) {
    ApiAccount author = accounts.render(loaded.author());
    Map<Long, Media> media =
        loaded.media().stream().collect(Collectors.toMap(Media::id, Function.identity()));
    return versions.stream()
        .map(
            version ->
                new ApiStatus.Edit(
                    version.content(),
                    version.spoilerText(),
                    version.sensitive(),
                    version.createdAt(),
                    author,
                    version.mediaIds().stream()
                        .map(media::get)
                        .filter(Objects::nonNull)
                        .map(attachments::render)
                        .toList(),
                    emojis(version.emojis())))
        .toList();
  }

  private ApiStatus render(Viewer viewer, LoadedStatus loaded, @Nullable String text) {
    Status status = loaded.status();
    // A boost shows the text and the viewer's marks of its original: clients read either.
    LoadedStatus proper = loaded.reblog().orElse(loaded);
    Status shown = proper.status();
    boolean known = viewer instanceof Viewer.Known;
    ViewerFlags flags = proper.flags();
    return new ApiStatus(
        Long.toString(status.id()),
        status.createdAt(),
        idOrNull(status.inReplyToId()),
        idOrNull(status.inReplyToAccountId()),
        shown.sensitive(),
        shown.spoilerText(),
        status.visibility().name().toLowerCase(Locale.ROOT),
        orNull(shown.language()),
        status.uri(),
        status.isBoost() ? status.uri() : orNull(status.url()),
        status.counts().replies(),
        status.counts().reblogs(),
        status.counts().favourites(),
        0,
        status.editedAt().orElse(null),
        shown.content(),
        loaded.reblog().map(original -> render(viewer, original, null)).orElse(null),
        null,
        accounts.render(loaded.author()),
        loaded.media().stream().map(attachments::render).toList(),
        loaded.mentions().stream()
            .map(m -> new ApiStatus.Mention(id(m.accountId()), m.username(), m.url(), m.acct()))
            .toList(),
        loaded.tags().stream()
            .map(tag -> new ApiStatus.Tag(tag.name(), urls.tag(tag.name())))
            .toList(),
        emojis(shown.emojis()),
        null,
        null,
        null,
        known ? flags.favourited() : null,
        known ? flags.reblogged() : null,
        known ? flags.muted() : null,
        known ? flags.bookmarked() : null,
        (isOwn(viewer, loaded.author()) && !status.isBoost()) ? flags.pinned() : null,
        known ? List.of() : null,
        text);
  }

  private static boolean isOwn(Viewer viewer, Account author) {
    return switch (viewer) {
      case Viewer.Anonymous() -> false;
      case Viewer.Known(long id) -> id == author.id();
    };
  }

  private static List<ApiAccount.ApiEmoji> emojis(List<EmojiRef> emojis) {
    return emojis.stream()
        .map(e -> new ApiAccount.ApiEmoji(e.shortcode(), e.url(), e.staticUrl(), true))
        .toList();
  }

  private static String id(long id) {
    return Long.toString(id);
  }

  private static @Nullable String idOrNull(OptionalLong id) {
    return id.isPresent() ? Long.toString(id.getAsLong()) : null;
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
