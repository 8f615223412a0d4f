package dev.hato.storage.accounts;

import java.time.Instant;
import java.util.Optional;

/**
 * A line of the table on a profile.
 *
 * @param value HTML as shown for remote accounts, what the person typed for local ones
 * @param verifiedAt when the linked page was seen to link back
 */
public record ProfileField(String name, String value, Optional<Instant> verifiedAt) {}
