package dev.hato.httpsig;

import dev.hato.httpsig.structured.Bare;
import dev.hato.httpsig.structured.FieldParser;
import dev.hato.httpsig.structured.FieldSyntaxException;
import dev.hato.httpsig.structured.FieldWriter;
import dev.hato.httpsig.structured.Member;
import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Member.Item;
import dev.hato.httpsig.structured.Parameters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a server wants requests to be signed: the {@code Accept-Signature} header of RFC 9421 §5,
 * which servers send with a 401. Immutable.
 *
 * @param label under which the signature is to come
 * @param components names of components without parameters
 * @param nonce to be repeated in the signature
 * @param tag to be repeated in the signature
 */
public record AcceptSignature(
    String label, List<String> components, Optional<String> nonce, Optional<String> tag) {
  /** What is signed when nobody asks for more, and what this library asks for. */
  public static final AcceptSignature USUAL =
      new AcceptSignature(
          "sig1",
          List.of("@method", "@target-uri", "content-digest"),
          Optional.empty(),
          Optional.empty());

  /** The same for requests without a body. */
  public static final AcceptSignature USUAL_READ =
      new AcceptSignature(
          "sig1", List.of("@method", "@target-uri"), Optional.empty(), Optional.empty());

  private static final int MAX_LENGTH = 4096;
  private static final int MAX_COMPONENTS = 16;

  public AcceptSignature {
    components = List.copyOf(components);
  }

  /**
   * Reads the lines of the header; empty when there is none that can be fulfilled.
   *
   * @param lines from anybody: what cannot be read is no wish
   */
  public static Optional<AcceptSignature> parse(List<String> lines) {
    String joined = FieldComponent.joined(lines);
    if (joined.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      return FieldParser.dictionary(joined).entrySet().stream()
          .flatMap(wish -> read(wish.getKey(), wish.getValue()).stream())
          .findFirst();
    } catch (FieldSyntaxException e) {
      return Optional.empty();
    }
  }

  private static Optional<AcceptSignature> read(String label, Member member) {
    if (!(member instanceof InnerList wish) || wish.items().size() > MAX_COMPONENTS) {
      return Optional.empty();
    }
    List<String> components = new ArrayList<>();
    for (Item item : wish.items()) {
      if (!(item.value() instanceof Bare.Text(String name))
          || !item.parameters().values().isEmpty()) {
        return Optional.empty();
      }
      components.add(name);
    }
    Parameters parameters = wish.parameters();
    boolean known = parameters.text("alg").flatMap(SignatureAlgorithm::named).isPresent();
    return parameters.has("alg") && !known
        ? Optional.empty()
        : Optional.of(
            new AcceptSignature(
                label, components, parameters.text("nonce"), parameters.text("tag")));
  }

  /** The value of the header. */
  public String header() {
    Map<String, Bare> parameters = new LinkedHashMap<>();
    parameters.put("created", new Bare.Bool(true));
    parameters.put("keyid", new Bare.Bool(true));
    nonce.ifPresent(value -> parameters.put("nonce", new Bare.Text(value)));
    tag.ifPresent(value -> parameters.put("tag", new Bare.Text(value)));
    return FieldWriter.write(Map.of(label, list(components, new Parameters(parameters))));
  }

  /** A list of components, as it stands in this header and in {@code Signature-Input}. */
  static InnerList list(List<String> components, Parameters parameters) {
    return new InnerList(
        components.stream().map(name -> new Item(new Bare.Text(name), Parameters.NONE)).toList(),
        parameters);
  }
}
