package dev.hato.server.notifications;

import dev.hato.server.kernel.Event;

/** A local person has something new to be told. */
record NotificationAdded(long notificationId, long accountId) implements Event {}
