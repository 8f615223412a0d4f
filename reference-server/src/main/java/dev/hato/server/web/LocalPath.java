package dev.hato.server.web;

import java.util.regex.Pattern;

/**
 * Where a log-in leads afterwards: only to paths of this server, so that no link leads elsewhere.
 */
public final class LocalPath {
  private static final Pattern SAFE = Pattern.compile("/(?![/\\\\])[!-\\[\\]-~]{0,4000}");

  private LocalPath() {}

  /** The path if it is one of ours, else the front page. */
  public static String orHome(String path) {
    return SAFE.matcher(path).matches() ? path : "/";
  }
}
