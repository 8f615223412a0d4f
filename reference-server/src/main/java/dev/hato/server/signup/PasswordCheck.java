package dev.hato.server.signup;

import dev.hato.storage.accounts.User;
import java.util.Locale;
import java.util.Optional;

/** Asks whether a password is somebody's, and slows down those who guess (L7, M22, Y14). */
final class PasswordCheck {
  private static final int LONGEST_LOGIN = 254;

  private final Passwords passwords;
  private final LoginThrottle throttle;

  PasswordCheck(Passwords passwords, LoginThrottle throttle) {
    this.passwords = passwords;
    this.throttle = throttle;
  }

  /** Whether the password is the person's; 429 when there were too many wrong ones. */
  boolean passes(User person, String password) {
    return passes("#" + person.accountId(), Optional.of(person), password);
  }

  /** The same work when nobody has this name. */
  boolean passesNobody(String login, String password) {
    String lower = login.toLowerCase(Locale.ROOT);
    String key = lower.substring(0, Math.min(lower.length(), LONGEST_LOGIN));
    return passes(key, Optional.empty(), password);
  }

  private boolean passes(String counted, Optional<User> person, String password) {
    throttle.attempt(counted);
    boolean matches = passwords.matches(password, person.map(User::passwordHash));
    if (matches) {
      throttle.succeeded(counted);
    }
    return matches;
  }
}
