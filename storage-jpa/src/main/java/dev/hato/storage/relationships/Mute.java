package dev.hato.storage.relationships;

import dev.hato.storage.accounts.Account;
import java.time.Instant;
import java.util.Optional;

/** An account that someone does not want to see, until when, and whether in notifications too. */
public record Mute(Account target, boolean hideNotifications, Optional<Instant> expiresAt) {}
