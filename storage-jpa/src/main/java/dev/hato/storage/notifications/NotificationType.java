package dev.hato.storage.notifications;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a notification is about. */
public enum NotificationType {
  MENTION,
  STATUS,
  REBLOG,
  FOLLOW,
  FOLLOW_REQUEST,
  FAVOURITE,
  POLL,
  UPDATE,
  ADMIN_SIGN_UP,
  ADMIN_REPORT;

  /** As the Mastodon API writes it: {@code follow_request}, {@code admin.sign_up}. */
  public String apiName() {
    return name().toLowerCase(Locale.ROOT).replaceFirst("^admin_", "admin.");
  }

  /** The type of an API name; empty for one that is not known here. */
  public static Optional<NotificationType> ofApiName(String apiName) {
    return Arrays.stream(values()).filter(type -> type.apiName().equals(apiName)).findFirst();
  }
}
