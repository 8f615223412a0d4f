package dev.hato.webfinger;

/** Port to the accounts that WebFinger may tell of. Called from many threads. */
public interface AccountDirectory {
  /** The account with this user name on our host; case does not matter. */
  Listing byName(String user);

  /** The account with this actor id, profile page or alias. */
  Listing byUrl(String url);

  /** The server itself: its instance actor, found under the bare host. */
  Listing instance();

  /** What the directory knows. */
  sealed interface Listing {
    /** An account to tell of. */
    record Known(Jrd jrd) implements Listing {}

    /** There was one, and its name is never given again; answered with 410. */
    record Gone() implements Listing {}

    /** No such account; answered with 404. */
    record Unknown() implements Listing {}
  }
}
