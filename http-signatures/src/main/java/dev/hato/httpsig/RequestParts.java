package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;

/** What both signature formats read from a request, with the same strictness. */
final class RequestParts {
  private RequestParts() {}

  /** Whether a request needs a digest: when it has a body, or its method can have one. */
  static boolean mustDigest(SignableMessage message, byte[] body) {
    return body.length > 0 || !(message.method().equals("GET") || message.method().equals("HEAD"));
  }

  /** The host as the sender wrote it; HTTP/2 has no Host header, there the authority is it. */
  static String host(SignableMessage message) throws Rejection {
    if (message.header("host").isEmpty()) {
      requirePlain("host", message.authority());
      return message.authority();
    }
    return only(message, "host");
  }

  static String only(SignableMessage message, String name) throws Rejection {
    List<String> values = values(name, message.header(name));
    if (values.size() > 1) {
      throw new Rejection(Reason.MALFORMED, "There are " + values.size() + " headers " + name);
    }
    return values.getFirst();
  }

  static List<String> values(SignableMessage message, String name) throws Rejection {
    return values(name, message.header(name));
  }

  static List<String> values(String name, List<String> values) throws Rejection {
    if (values.isEmpty()) {
      throw new Rejection(Reason.MISSING_COMPONENT, "The header " + name + " is signed but absent");
    }
    for (String value : values) {
      requirePlain(name, value);
    }
    return values;
  }

  static void requirePlain(String name, String value) throws Rejection {
    if (!HeaderText.isPlain(value)) {
      throw new Rejection(Reason.MALFORMED, name + " has a character that is not allowed");
    }
  }

  static void requireCovered(boolean covered, String detail) throws Rejection {
    if (!covered) {
      throw new Rejection(Reason.MISSING_COMPONENT, detail);
    }
  }

  static Instant date(String value) throws Rejection {
    try {
      return DateTimeFormatter.RFC_1123_DATE_TIME.parse(value.strip(), Instant::from);
    } catch (DateTimeParseException e) {
      throw new Rejection(Reason.MALFORMED, "The Date header is not an HTTP date: " + value);
    }
  }
}
