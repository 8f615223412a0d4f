package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.structured.Parameters;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Locale;

/** The components of a request (RFC 9421 §2.2). */
record RequestComponents(SignableMessage message) implements ComponentSource {
  @Override
  public String value(String name, Parameters parameters) throws Rejection {
    if (!name.startsWith("@")) {
      return name.equals("host") && message.header("host").isEmpty()
          ? RequestParts.host(message)
          : FieldComponent.value(name, message.header(name), parameters);
    }
    RequestParts.requirePlain("The request target", message.requestTarget());
    return switch (name) {
      case "@method" -> message.method();
      case "@scheme" -> message.scheme().toLowerCase(Locale.ROOT);
      case "@authority" -> authority();
      case "@target-uri" ->
          message.scheme().toLowerCase(Locale.ROOT) + "://" + authority() + message.requestTarget();
      case "@request-target" -> message.requestTarget();
      case "@path" -> path();
      case "@query" -> "?" + query();
      case "@query-param" -> queryParameter(parameters);
      default -> throw new Rejection(Reason.MALFORMED, "A request has no component " + name);
    };
  }

  boolean hasQuery() {
    return message.requestTarget().indexOf('?') >= 0;
  }

  private String authority() throws Rejection {
    String host = RequestParts.host(message).strip().toLowerCase(Locale.ROOT);
    String defaultPort = message.scheme().equalsIgnoreCase("http") ? ":80" : ":443";
    return host.endsWith(defaultPort)
        ? host.substring(0, host.length() - defaultPort.length())
        : host;
  }

  private String path() {
    int end = message.requestTarget().indexOf('?');
    String path = end < 0 ? message.requestTarget() : message.requestTarget().substring(0, end);
    return path.isEmpty() ? "/" : path;
  }

  private String query() {
    int start = message.requestTarget().indexOf('?');
    return start < 0 ? "" : message.requestTarget().substring(start + 1);
  }

  /** §2.2.8: decoded and encoded again; a name that comes twice would let two readers differ. */
  private String queryParameter(Parameters parameters) throws Rejection {
    String wanted =
        parameters
            .text("name")
            .orElseThrow(() -> new Rejection(Reason.MALFORMED, "@query-param has no name"));
    String found = null;
    for (String pair : query().split("&")) {
      int equals = pair.indexOf('=');
      String name = encoded(equals < 0 ? pair : pair.substring(0, equals));
      if (name.equals(wanted)) {
        if (found != null) {
          throw new Rejection(Reason.MALFORMED, "The query has " + wanted + " twice");
        }
        found = equals < 0 ? "" : encoded(pair.substring(equals + 1));
      }
    }
    if (found == null) {
      throw new Rejection(Reason.MISSING_COMPONENT, "The query has no " + wanted);
    }
    return found;
  }

  private static String encoded(String part) throws Rejection {
    try {
      return URLEncoder.encode(URLDecoder.decode(part, UTF_8), UTF_8).replace("+", "%20");
    } catch (IllegalArgumentException e) {
      throw new Rejection(Reason.MALFORMED, "The query cannot be decoded: " + part);
    }
  }
}
