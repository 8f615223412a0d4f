package dev.hato.server.accounts;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Which names a local account may have. */
final class Usernames {
  private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_]{1,30}");
  private static final Set<String> RESERVED =
      Set.of(
          "admin",
          "administrator",
          "root",
          "abuse",
          "webmaster",
          "support",
          "security",
          "postmaster",
          "hostmaster",
          "instance",
          "actor",
          "system",
          "everyone",
          "here");

  private Usernames() {}

  /** Whether a name has the right shape. */
  public static boolean isValid(String username) {
    return SHAPE.matcher(username).matches();
  }

  /** Whether a name could be taken for the server's own; only its administrators may give it. */
  public static boolean isReserved(String username) {
    return RESERVED.contains(username.toLowerCase(Locale.ROOT));
  }
}
