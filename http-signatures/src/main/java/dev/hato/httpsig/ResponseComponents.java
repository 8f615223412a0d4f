package dev.hato.httpsig;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.structured.Parameters;
import java.util.List;

/** The components of a response, and with {@code req} those of its request (RFC 9421 §2.4). */
record ResponseComponents(SignableResponse response) implements ComponentSource {
  @Override
  public String value(String name, Parameters parameters) throws Rejection {
    if (parameters.has("req")) {
      return new RequestComponents(response.request()).value(name, parameters);
    }
    if (name.equals("@status")) {
      return Integer.toString(response.status());
    }
    if (name.startsWith("@")) {
      throw new Rejection(Reason.MALFORMED, "A response has no component " + name);
    }
    return FieldComponent.value(name, response.headers().getOrDefault(name, List.of()), parameters);
  }
}
