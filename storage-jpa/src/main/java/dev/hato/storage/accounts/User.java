package dev.hato.storage.accounts;

import java.time.Instant;
import java.util.Optional;

/** The login of a local account. Never leaves the server; has no {@code toString} with secrets. */
public record User(
    long accountId,
    String email,
    String passwordHash,
    Role role,
    String locale,
    PostingDefaults defaults,
    String signUpReason,
    Instant createdAt,
    Optional<Instant> confirmedAt,
    Optional<Instant> approvedAt,
    Optional<Instant> disabledAt,
    Optional<Instant> lastActiveAt) {

  /** Whether this person may use the server now. */
  public boolean active() {
    return confirmedAt.isPresent() && approvedAt.isPresent() && disabledAt.isEmpty();
  }

  @Override
  public String toString() {
    return "User[" + accountId + ", " + role + "]";
  }
}
