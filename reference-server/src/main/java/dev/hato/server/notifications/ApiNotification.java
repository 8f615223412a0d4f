package dev.hato.server.notifications;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.hato.server.accounts.ApiAccount;
import dev.hato.server.statuses.ApiStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The Notification entity of the Mastodon API. */
record ApiNotification(
    String id,
    String type,
    Instant createdAt,
    String groupKey,
    ApiAccount account,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable ApiStatus status) {}
