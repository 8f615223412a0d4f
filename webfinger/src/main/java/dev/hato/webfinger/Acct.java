package dev.hato.webfinger;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A handle: the address of an account, as people write it ({@code @alice@example.org}) and as
 * WebFinger asks for it ({@code acct:alice@example.org}, RFC 7565).
 *
 * <p>The host is in the one form in which hosts are compared: lower case, internationalised names
 * as {@code xn--…}, without the default port. The user name keeps its case; {@link #sameAs} ignores
 * it. A host with a path, query, fragment or user information is no handle.
 *
 * @param user the name before the second at sign
 * @param host host name, and port where it is not 443
 */
public record Acct(String user, String host) {
  private static final Pattern SHAPE =
      Pattern.compile(
          "(?:acct:)?@?([A-Za-z0-9_.~+-]{1,100}+)@([^@\\s:/?#\\[\\]\\\\]{1,253}+)(?::([0-9]{1,5}))?");
  private static final int HTTPS_PORT = 443;
  private static final int LAST_PORT = 65_535;

  /** Checks both parts; use {@link #parse} for input from outside. */
  public Acct {
    Matcher shape = SHAPE.matcher(user + "@" + host);
    if (!shape.matches() || !normalHost(shape).filter(host::equals).isPresent()) {
      throw new IllegalArgumentException(
          "not a handle: " + user + "@" + host + "; parse text from outside with Acct.parse");
    }
  }

  /** Reads {@code user@host}, {@code @user@host} or {@code acct:user@host}. */
  public static Optional<Acct> parse(String text) {
    Matcher shape = SHAPE.matcher(text);
    if (!shape.matches()) {
      return Optional.empty();
    }
    return normalHost(shape).map(host -> new Acct(shape.group(1), host));
  }

  /** A host, with a port or without, in the form in which hosts are compared. */
  public static Optional<String> normalHost(String host) {
    return parse("x@" + host).map(Acct::host);
  }

  private static Optional<String> normalHost(Matcher shape) {
    Optional<String> name = Idna.toAscii(shape.group(2));
    String port = shape.group(3);
    if (port == null) {
      return name;
    }
    int number = Integer.parseInt(port);
    if (number == 0 || number > LAST_PORT) {
      return Optional.empty();
    }
    return number == HTTPS_PORT ? name : name.map(n -> n + ":" + number);
  }

  /** Whether both name the same account: user names differ by more than case, hosts by any byte. */
  public boolean sameAs(Acct other) {
    return host.equals(other.host)
        && user.toLowerCase(Locale.ROOT).equals(other.user.toLowerCase(Locale.ROOT));
  }

  /** As a WebFinger resource: {@code acct:user@host}. */
  public String uri() {
    return "acct:" + this;
  }

  /** {@code user@host}. */
  @Override
  public String toString() {
    return user + "@" + host;
  }
}
