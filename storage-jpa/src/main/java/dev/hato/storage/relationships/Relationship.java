package dev.hato.storage.relationships;

import java.time.Instant;
import java.util.Optional;

/**
 * How a viewer and another account stand to each other.
 *
 * @param follow the viewer's follow or request
 * @param followedBy the other's follow or request
 * @param muteExpiresAt when the mute runs out; empty also for one that does not
 */
public record Relationship(
    long targetId,
    Optional<Follow> follow,
    Optional<Follow> followedBy,
    boolean blocking,
    boolean blockedBy,
    boolean muting,
    boolean mutingNotifications,
    Optional<Instant> muteExpiresAt) {

  public boolean isFollowing() {
    return follow.filter(Follow::accepted).isPresent();
  }

  public boolean isRequested() {
    return follow.isPresent() && !isFollowing();
  }

  public boolean isFollowedBy() {
    return followedBy.filter(Follow::accepted).isPresent();
  }

  public boolean isRequestedBy() {
    return followedBy.isPresent() && !isFollowedBy();
  }
}
