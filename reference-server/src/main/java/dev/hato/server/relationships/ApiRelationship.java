package dev.hato.server.relationships;

import dev.hato.storage.relationships.FollowOptions;
import dev.hato.storage.relationships.Relationship;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The Relationship entity of the Mastodon API: how the caller and another account stand. */
record ApiRelationship(
    String id,
    boolean following,
    boolean showingReblogs,
    boolean notifying,
    @Nullable List<String> languages,
    boolean followedBy,
    boolean blocking,
    boolean blockedBy,
    boolean muting,
    boolean mutingNotifications,
    @Nullable Instant mutingExpiresAt,
    boolean requested,
    boolean requestedBy,
    boolean domainBlocking,
    boolean endorsed,
    String note) {

  static ApiRelationship of(Relationship found) {
    FollowOptions options =
        found
            .follow()
            .map(follow -> follow.options())
            .orElse(new FollowOptions(false, false, List.of()));
    return new ApiRelationship(
        Long.toString(found.targetId()),
        found.isFollowing(),
        options.showReblogs(),
        options.notifying(),
        options.languages().isEmpty() ? null : options.languages(),
        found.isFollowedBy(),
        found.blocking(),
        found.blockedBy(),
        found.muting(),
        found.mutingNotifications(),
        found.muteExpiresAt().orElse(null),
        found.isRequested(),
        found.isRequestedBy(),
        false,
        false,
        "");
  }
}
