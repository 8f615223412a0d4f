package dev.hato.server.statuses;

import dev.hato.server.html.TextLength;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.User;
import dev.hato.storage.media.Media;
import dev.hato.storage.media.MediaType;
import dev.hato.storage.media.Processing;
import java.util.List;
import java.util.Locale;

/** A draft that keeps the rules of posts, with the author's defaults where it said nothing. */
record Composition(
    StatusText text, String spoilerText, boolean sensitive, String language, List<Long> mediaIds) {
  /** Characters of text and warning together, as {@link TextLength} counts. */
  static final int MAX_LENGTH = 500;

  static final int MAX_MEDIA = 4;

  /** A {@link Problem} 422 says which rule is broken. */
  static Composition of(StatusDraft draft, User author) {
    boolean warningOnly = draft.text().isBlank() && !draft.spoilerText().isBlank();
    String text = warningOnly ? draft.spoilerText() : draft.text();
    String spoiler = warningOnly ? "" : draft.spoilerText();
    if (text.isBlank() && draft.mediaIds().isEmpty()) {
      throw Problem.invalid("Validation failed: Text can't be blank");
    }
    if (TextLength.of(text) + TextLength.of(spoiler) > MAX_LENGTH) {
      throw Problem.invalid(
          "Validation failed: Text character limit of " + MAX_LENGTH + " exceeded");
    }
    if (draft.mediaIds().size() > MAX_MEDIA) {
      throw Problem.invalid("Validation failed: Cannot attach more than 4 files");
    }
    return new Composition(
        StatusText.of(text),
        spoiler,
        draft.sensitive().orElse(author.defaults().sensitive()) || !spoiler.isEmpty(),
        language(draft, author),
        draft.mediaIds());
  }

  private static String language(StatusDraft draft, User author) {
    String language =
        draft
            .language()
            .filter(given -> !given.isBlank())
            .orElse(
                author.defaults().language().isEmpty()
                    ? author.locale()
                    : author.defaults().language());
    String tag = Locale.forLanguageTag(language.strip().replace('_', '-')).toLanguageTag();
    return "und".equals(tag) ? "" : tag;
  }

  /**
   * Gives a status these uploads and no others; a {@link Problem} 422, and nothing is stored, when
   * one is not the author's, is in another post, or is not ready (P5).
   */
  void attach(Tx tx, long statusId, long accountId) {
    List<Media> media =
        mediaIds.stream()
            .flatMap(id -> tx.media().findByIdAndOwner(id, accountId).stream())
            .toList();
    if (media.stream().anyMatch(upload -> upload.processing() != Processing.READY)) {
      throw Problem.invalid(
          "Cannot attach files that have not finished processing. Try again in a moment!");
    }
    if (media.size() > 1 && media.stream().anyMatch(upload -> upload.type() != MediaType.IMAGE)) {
      throw Problem.invalid("Cannot attach a video to a post that already contains images");
    }
    if (!tx.media().attach(statusId, accountId, mediaIds)) {
      throw Problem.invalid("Validation failed: there is no such media, or it is in another post");
    }
  }
}
