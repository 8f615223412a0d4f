package dev.hato.activitypub.proof;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.activitypub.json.LinkedData;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.SigningKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Makes linked-data signatures as Mastodon does: {@code RsaSignature2017}, an RSA signature over
 * the canonical statements of the signature's options and of the document. They are for what others
 * forward: replies within a thread, and relays. Prefer {@link IntegrityProofs} where the peer knows
 * them. Stateless.
 */
public final class LinkedDataSignatures {
  static final String TYPE = "RsaSignature2017";
  private static final String OPTIONS_CONTEXT = "https://w3id.org/identity/v1";
  private static final String CONTEXT = "https://w3id.org/security/v1";

  private LinkedDataSignatures() {}

  /**
   * The document with a signature. What is no statement for JSON-LD is not covered: terms that the
   * context does not define.
   *
   * @param document without a signature, its context among the bundled ones
   * @param key an RSA key that its actor lists
   * @param created the time in the signature; its fraction of a second is left out
   * @throws IllegalArgumentException for another kind of key, a document that has a signature, or
   *     one that has no canonical form
   */
  public static ApObject sign(ApObject document, SigningKey key, Instant created) {
    if (key.algorithm() != KeyAlgorithm.RSA) {
      throw new IllegalArgumentException(
          TYPE + " needs an RSA key, and " + key.keyId() + " is " + key.algorithm());
    }
    if (document.json().has("signature")) {
      throw new IllegalArgumentException("the document has a signature; remove it first");
    }
    ObjectNode signed = JsonNodeFactory.instance.objectNode().setAll(document.json());
    signed.set("@context", withTerms(signed.path("@context")));
    ObjectNode options =
        JsonNodeFactory.instance
            .objectNode()
            .put("creator", key.keyId())
            .put("created", created.truncatedTo(ChronoUnit.SECONDS).toString());
    String text =
        LinkedData.of(signed)
            .flatMap(statements -> toBeSigned(options, statements))
            .orElseThrow(
                () -> new IllegalArgumentException("the document has no canonical statements"));
    ObjectNode signature = JsonNodeFactory.instance.objectNode().put("type", TYPE).setAll(options);
    signature.put(
        "signatureValue", Base64.getEncoder().encodeToString(key.sign(text.getBytes(UTF_8))));
    signed.set("signature", signature);
    return ApObject.of(signed);
  }

  /** The text that is signed: the hash of the options, then the hash of the document, in hex. */
  static Optional<String> toBeSigned(ObjectNode options, LinkedData document) {
    return canonicalOptions(options)
        .flatMap(first -> document.canonical().map(second -> hash(first) + hash(second)));
  }

  /** The statements of the options: all of the signature but for its type, id and value. */
  static Optional<String> canonicalOptions(ObjectNode signature) {
    ObjectNode options = JsonNodeFactory.instance.objectNode().put("@context", OPTIONS_CONTEXT);
    signature.forEachEntry(
        (name, value) -> {
          switch (name) {
            case "type", "@type", "id", "@id", "signatureValue", "@context" -> {}
            default -> options.set(name, value);
          }
        });
    return LinkedData.of(options).flatMap(LinkedData::canonical);
  }

  private static String hash(String canonical) {
    return HexFormat.of().formatHex(Digests.sha256(canonical.getBytes(UTF_8)));
  }

  private static ArrayNode withTerms(JsonNode context) {
    ArrayNode entries = JsonNodeFactory.instance.arrayNode();
    boolean present = false;
    Iterable<JsonNode> all = context.isArray() ? context.values() : java.util.List.of(context);
    for (JsonNode entry : all) {
      if (!entry.isMissingNode() && !entry.isNull()) {
        entries.add(entry);
        present |= entry.isString() && entry.stringValue().equals(CONTEXT);
      }
    }
    return present ? entries : entries.add(CONTEXT);
  }
}
