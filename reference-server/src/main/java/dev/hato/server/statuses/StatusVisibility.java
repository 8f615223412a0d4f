package dev.hato.server.statuses;

import dev.hato.storage.statuses.Visibility;
import java.util.Optional;

/**
 * Who may see what and boost what, as pure functions of facts: the twin of {@link
 * dev.hato.storage.statuses.StatusVisibilitySql}, for where no statement runs.
 */
final class StatusVisibility {
  private StatusVisibility() {}

  /**
   * What the rule asks about one viewer and one status; for somebody unknown all facts about the
   * viewer are false.
   *
   * @param viewerFollowsAuthor accepted, not only asked for
   * @param original the boosted status where this is a boost
   */
  public record Facts(
      Visibility visibility,
      boolean deleted,
      boolean authorSuspended,
      boolean viewerIsAuthor,
      boolean authorBlocksViewer,
      boolean authorBlocksViewersDomain,
      boolean viewerFollowsAuthor,
      boolean viewerIsMentioned,
      Optional<Facts> original) {}

  /** Whether the viewer may see the status: for a boost both the boost and the original. */
  public static boolean sees(Facts facts) {
    return seesItself(facts) && facts.original().map(StatusVisibility::seesItself).orElse(true);
  }

  private static boolean seesItself(Facts facts) {
    if (facts.deleted() || facts.authorSuspended()) {
      return false;
    }
    if (facts.viewerIsAuthor()) {
      return true;
    }
    if (facts.authorBlocksViewer() || facts.authorBlocksViewersDomain()) {
      return false;
    }
    return switch (facts.visibility()) {
      case PUBLIC, UNLISTED -> true;
      case PRIVATE -> facts.viewerFollowsAuthor() || facts.viewerIsMentioned();
      case DIRECT -> facts.viewerIsMentioned();
    };
  }

  /** Whether somebody who sees a post may boost it: his own for followers, never a direct one. */
  public static boolean mayBoost(Visibility visibility, boolean own) {
    return switch (visibility) {
      case PUBLIC, UNLISTED -> true;
      case PRIVATE -> own;
      case DIRECT -> false;
    };
  }

  /**
   * Whom a boost is for: as asked, but never for more people than the original.
   *
   * @param asked a direct boost does not exist and becomes one for followers
   */
  public static Visibility ofBoost(Visibility original, Visibility asked) {
    Visibility wanted = asked == Visibility.DIRECT ? Visibility.PRIVATE : asked;
    return original == Visibility.PRIVATE ? Visibility.PRIVATE : wanted;
  }
}
