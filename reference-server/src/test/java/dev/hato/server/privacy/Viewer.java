package dev.hato.server.privacy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The cast: everybody who looks, and whose posts are looked for. */
enum Viewer {
  AUTHOR,
  MENTIONED,
  FOLLOWER,
  PENDING,
  MODERATOR,
  STRANGER,
  BLOCKED,
  /** Writes posts of his own around those of the author. */
  FRIEND,
  REMOTE_MENTIONED,
  REMOTE_FOLLOWER,
  REMOTE_STRANGER,
  REMOTE_BLOCKED,
  ANONYMOUS;

  /** All, those who may see most first. */
  static List<Viewer> authorisedFirst() {
    return List.of(values());
  }

  static List<Viewer> anonymousFirst() {
    return Arrays.asList(values()).reversed();
  }

  boolean isRemote() {
    return name().startsWith("REMOTE_");
  }

  boolean isLocal() {
    return this != ANONYMOUS && !isRemote();
  }

  /** The user name: "theremotefollower". */
  String username() {
    return "the" + name().toLowerCase(Locale.ROOT).replace("_", "");
  }
}
