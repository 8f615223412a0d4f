package dev.hato.storage.notifications;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Which notifications are asked for.
 *
 * @param types empty for all
 * @param excludedTypes taken away from those
 * @param fromAccountId only by this account
 */
public record NotificationFilter(
    Set<NotificationType> types, Set<NotificationType> excludedTypes, OptionalLong fromAccountId) {

  public static final NotificationFilter ALL =
      new NotificationFilter(Set.of(), Set.of(), OptionalLong.empty());

  public NotificationFilter {
    types = Set.copyOf(types);
    excludedTypes = Set.copyOf(excludedTypes);
  }

  Set<NotificationType> wanted() {
    Set<NotificationType> wanted =
        types.isEmpty() ? EnumSet.allOf(NotificationType.class) : EnumSet.copyOf(types);
    wanted.removeAll(excludedTypes);
    return wanted;
  }
}
