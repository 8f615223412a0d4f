package dev.hato.storage.timelines;

import java.util.OptionalLong;

/**
 * Which statuses of a profile are asked for.
 *
 * @param excludeReplies without answers to others; an author's answers to himself stay
 * @param taggedId only with this tag
 */
public record AccountFilter(
    boolean excludeReplies,
    boolean excludeReblogs,
    boolean onlyMedia,
    boolean pinned,
    OptionalLong taggedId) {

  public static final AccountFilter ALL =
      new AccountFilter(false, false, false, false, OptionalLong.empty());

  public AccountFilter withoutReplies() {
    return new AccountFilter(true, excludeReblogs, onlyMedia, pinned, taggedId);
  }

  public AccountFilter withoutReblogs() {
    return new AccountFilter(excludeReplies, true, onlyMedia, pinned, taggedId);
  }

  public AccountFilter withMedia() {
    return new AccountFilter(excludeReplies, excludeReblogs, true, pinned, taggedId);
  }

  public AccountFilter onlyPinned() {
    return new AccountFilter(excludeReplies, excludeReblogs, onlyMedia, true, taggedId);
  }

  public AccountFilter tagged(long tagId) {
    return new AccountFilter(
        excludeReplies, excludeReblogs, onlyMedia, pinned, OptionalLong.of(tagId));
  }
}
