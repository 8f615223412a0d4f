package dev.hato.storage.relationships;

import java.util.List;

/**
 * What a follower wants to see of the followed.
 *
 * @param notifying a notification for each post
 * @param languages only posts in these; all when empty
 */
public record FollowOptions(boolean showReblogs, boolean notifying, List<String> languages) {
  public static final FollowOptions DEFAULT = new FollowOptions(true, false, List.of());

  public FollowOptions {
    languages = List.copyOf(languages);
  }
}
