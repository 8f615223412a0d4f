package dev.hato.httpsig;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.hato.httpsig.Verification.Reason;
import dev.hato.httpsig.structured.Bare;
import dev.hato.httpsig.structured.FieldWriter;
import dev.hato.httpsig.structured.Member;
import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Member.Item;
import dev.hato.httpsig.structured.Parameters;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Builds the text that an RFC 9421 signature is made of (§2.5): what one compares with a peer's
 * when a signature does not fit. Stateless and safe for threads.
 */
public final class SignatureBase {
  private static final Set<String> PARAMETERS = Set.of("sf", "key", "bs", "req", "tr", "name");

  private SignatureBase() {}

  /**
   * The base of a request's signature.
   *
   * @param signatureInput the value of a {@code Signature-Input} header
   * @param label which of its members
   * @throws IllegalArgumentException when the header cannot be read, or the message lacks what it
   *     covers
   */
  public static String ofRequest(SignableMessage request, String signatureInput, String label) {
    return of(new RequestComponents(request), signatureInput, label);
  }

  /** The same for a response. */
  public static String ofResponse(SignableResponse response, String signatureInput, String label) {
    return of(new ResponseComponents(response), signatureInput, label);
  }

  private static String of(ComponentSource message, String signatureInput, String label) {
    try {
      Map<String, Member> inputs = FieldComponent.dictionary("Signature-Input", signatureInput);
      if (inputs.get(label) instanceof InnerList covered) {
        return of(message, covered);
      }
      throw new IllegalArgumentException("The Signature-Input has no list with label " + label);
    } catch (Rejection e) {
      throw new IllegalArgumentException(e.verdict().detail(), e);
    }
  }

  static String of(ComponentSource message, InnerList covered) throws Rejection {
    StringBuilder base = new StringBuilder(512);
    Set<String> identifiers = new HashSet<>();
    for (Item component : covered.items()) {
      String identifier = FieldWriter.write(component);
      if (!identifiers.add(identifier)) {
        throw new Rejection(Reason.MALFORMED, "The component " + identifier + " comes twice");
      }
      String value = message.value(name(component), known(component.parameters()));
      base.append(identifier).append(": ").append(value).append('\n');
    }
    return base.append("\"@signature-params\": ").append(FieldWriter.write(covered)).toString();
  }

  /** Signer and readers let only ASCII into a base. */
  static byte[] bytes(String base) {
    return base.getBytes(US_ASCII);
  }

  private static String name(Item component) throws Rejection {
    if (component.value() instanceof Bare.Text(String name)) {
      return name;
    }
    throw new Rejection(
        Reason.MALFORMED, "A component is a string, not " + FieldWriter.write(component));
  }

  private static Parameters known(Parameters parameters) throws Rejection {
    for (String name : parameters.values().keySet()) {
      if (!PARAMETERS.contains(name)) {
        throw new Rejection(Reason.MALFORMED, "A component has no parameter " + name);
      }
    }
    if (parameters.has("tr")) {
      throw new Rejection(Reason.MISSING_COMPONENT, "There are no trailers to sign");
    }
    return parameters;
  }
}
