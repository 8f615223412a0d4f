package dev.hato.storage.notifications;

import java.time.Instant;
import java.util.OptionalLong;

/**
 * One notification.
 *
 * @param accountId whom it tells
 * @param fromAccountId who did it
 * @param statusId what it was done to or with; empty for follows and the like
 */
public record Notification(
    long id,
    long accountId,
    NotificationType type,
    long fromAccountId,
    OptionalLong statusId,
    Instant createdAt) {}
