package dev.hato.storage.accounts;

/** What a local person may do to the server; each role may do what those below it may. */
public enum Role {
  USER,
  MODERATOR,
  ADMIN,
  OWNER;

  public boolean isAtLeast(Role other) {
    return compareTo(other) >= 0;
  }
}
