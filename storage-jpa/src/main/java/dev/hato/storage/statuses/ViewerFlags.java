package dev.hato.storage.statuses;

/** What a viewer did with a status; muted is said of its conversation. */
public record ViewerFlags(
    boolean favourited, boolean reblogged, boolean bookmarked, boolean pinned, boolean muted) {
  /** For nobody known. */
  public static final ViewerFlags NONE = new ViewerFlags(false, false, false, false, false);
}
