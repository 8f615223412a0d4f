package dev.hato.activitypub.remote;

import java.util.Locale;

/** The media types of documents that may be believed (ActivityPub §3.2). */
final class MediaTypes {
  static final String ACCEPT =
      "application/activity+json, application/ld+json;"
          + " profile=\"https://www.w3.org/ns/activitystreams\"";

  /** For addresses that may be of pages: better a page with a link than a refusal. */
  static final String ACCEPT_PAGE = ACCEPT + ", text/html; q=0.5";

  private MediaTypes() {}

  /**
   * Whether a server says on purpose that this is an ActivityPub document. Plain JSON is not
   * enough: that is what an uploaded file may be served as.
   */
  static boolean isActivity(String contentType) {
    String[] parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
    return switch (parts[0].strip()) {
      case "application/activity+json" -> true;
      case "application/ld+json" -> hasProfile(parts);
      default -> false;
    };
  }

  private static boolean hasProfile(String[] parts) {
    for (int i = 1; i < parts.length; i++) {
      String parameter = parts[i].strip();
      if (parameter.startsWith("profile=")) {
        String value = parameter.substring("profile=".length()).replace("\"", "").strip();
        return (" " + value + " ").contains(" https://www.w3.org/ns/activitystreams ");
      }
    }
    return false;
  }
}
