package dev.hato.server.accounts;

import java.util.regex.Pattern;

/**
 * Which e-mail addresses are taken: plain ones. Quoted names, routes and signs that mail servers
 * rewrite are refused, so that an address means the same to us and to them (M50).
 */
final class Emails {
  private static final int MAX = 254;
  private static final Pattern SHAPE =
      Pattern.compile(
          "[A-Za-z0-9_+~-]++(?:\\.[A-Za-z0-9_+~-]++)*+@(?:[\\p{L}\\p{N}-]++\\.)++[\\p{L}\\p{N}-]{2,63}");

  private Emails() {}

  /** Whether an address can be used. */
  public static boolean isValid(String email) {
    return email.length() <= MAX && SHAPE.matcher(email).matches();
  }
}
