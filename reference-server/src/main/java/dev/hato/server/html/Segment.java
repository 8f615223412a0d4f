package dev.hato.server.html;

import java.util.Optional;

/** A piece of a text that somebody typed, as {@link TextScanner} tells them apart. */
public sealed interface Segment {
  /** The characters exactly as typed. */
  String source();

  /** Plain text. */
  record Text(String source) implements Segment {}

  /** An http or https address. */
  record Link(String source) implements Segment {}

  /**
   * A handle.
   *
   * @param source {@code @user} or {@code @user@host}
   * @param username without the sign, as typed
   * @param domain the host as typed; empty for a handle of this server
   */
  record Mention(String source, String username, Optional<String> domain) implements Segment {}

  /**
   * A hashtag.
   *
   * @param source with its sign, which may be the full-width one
   * @param name without the sign, as typed
   */
  record Hashtag(String source, String name) implements Segment {}
}
