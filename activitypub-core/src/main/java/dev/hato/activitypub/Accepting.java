package dev.hato.activitypub;

import java.util.Locale;

/**
 * Reads an {@code Accept} header (RFC 9110 §12.5.1): does the client want the document of an
 * address, or its page? Linear in its length.
 */
final class Accepting {
  private static final int LONGEST = 16 * 1024;

  private Accepting() {}

  /** Whether an ActivityPub document is acceptable at all. */
  static boolean takesDocument(String accept) {
    return accept.isBlank() || quality(accept, true) > 0;
  }

  /** Whether a document was asked for by name and preferred to a page. */
  static boolean prefersDocument(String accept) {
    double named = quality(accept, false);
    return named > 0 && named >= html(accept);
  }

  private static double quality(String accept, boolean wildcards) {
    double best = 0;
    for (String range : ranges(accept)) {
      boolean fits =
          switch (type(range)) {
            case "application/activity+json", "application/ld+json", "application/json" -> true;
            case "*/*", "application/*" -> wildcards;
            default -> false;
          };
      if (fits) {
        best = Math.max(best, weight(range));
      }
    }
    return best;
  }

  private static double html(String accept) {
    double best = 0;
    for (String range : ranges(accept)) {
      if (type(range).equals("text/html") || type(range).equals("application/xhtml+xml")) {
        best = Math.max(best, weight(range));
      }
    }
    return best;
  }

  private static String[] ranges(String accept) {
    String bounded = accept.length() > LONGEST ? accept.substring(0, LONGEST) : accept;
    return bounded.toLowerCase(Locale.ROOT).split(",");
  }

  private static String type(String range) {
    int parameters = range.indexOf(';');
    return (parameters < 0 ? range : range.substring(0, parameters)).strip();
  }

  private static double weight(String range) {
    for (String parameter : range.split(";")) {
      String text = parameter.strip();
      if (text.startsWith("q=")) {
        try {
          return Double.parseDouble(text.substring(2));
        } catch (NumberFormatException noNumber) {
          return 0;
        }
      }
    }
    return 1;
  }
}
