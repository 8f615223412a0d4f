package dev.hato.httpsig.client;

/** What may be written as a header line (RFC 9110 §5): anything else could forge another line. */
final class HeaderSyntax {
  private static final String NAME_MARKS = "!#$%&'*+-.^_`|~";

  private HeaderSyntax() {}

  static void require(String name, String value) {
    if (name.isEmpty() || !name.chars().allMatch(HeaderSyntax::isNameCharacter)) {
      throw new IllegalArgumentException("Not a header name: " + name);
    }
    if (!value.chars().allMatch(c -> c == '\t' || (c >= ' ' && c <= '~'))) {
      throw new IllegalArgumentException(
          "The header " + name + " has a character that HTTP does not allow");
    }
  }

  private static boolean isNameCharacter(int c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || NAME_MARKS.indexOf(c) >= 0;
  }
}
