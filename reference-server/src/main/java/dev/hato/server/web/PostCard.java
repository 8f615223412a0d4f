package dev.hato.server.web;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A post as pages show it. */
public record PostCard(
    Author author,
    String url,
    SafeHtml content,
    String spoiler,
    boolean sensitive,
    Optional<String> language,
    List<Picture> pictures,
    Instant createdAt,
    boolean edited,
    String visibility,
    Counts counts,
    Optional<String> boostedBy) {

  /** Whose post it is. */
  public record Author(String name, String handle, String url, String avatarUrl) {}

  /** An attached picture. */
  public record Picture(String url, String previewUrl, String description) {}

  /** What others did with it. */
  public record Counts(long replies, long boosts, long favourites) {}
}
