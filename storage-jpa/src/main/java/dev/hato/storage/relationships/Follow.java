package dev.hato.storage.relationships;

/**
 * That one account follows another, or asks to.
 *
 * @param uri the id of its Follow activity; empty between local accounts
 */
public record Follow(
    long id, long accountId, long targetId, State state, FollowOptions options, String uri) {

  /** A request becomes a follow when the followed accepts it. */
  public enum State {
    PENDING,
    ACCEPTED
  }

  public boolean accepted() {
    return state == State.ACCEPTED;
  }
}
