package dev.hato.activitypub.proof;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.LinkedData;
import dev.hato.activitypub.json.ReadResult.Read;
import dev.hato.activitypub.json.Vectors;
import dev.hato.activitypub.proof.ProofVerdict.ProofKind;
import dev.hato.activitypub.proof.ProofVerdict.Proven;
import dev.hato.activitypub.proof.ProofVerdict.Reason;
import dev.hato.activitypub.proof.ProofVerdict.Refused;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.ConformanceTable;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.KeyResolver;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.Multibase;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.SigningKey;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The published examples of both kinds of proofs, step by step. */
@ExtendWith(ConformanceTable.class)
class ProofVectorsTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
  private static final InstantSource NOW =
      InstantSource.fixed(Instant.parse("2026-11-01T00:00:00Z"));

  @Test
  void everyStepOfEddsaJcs2022IsMadeAgain(ConformanceTable.Rows table) {
    Path folder = Vectors.folder("eddsa-jcs-2022");
    ObjectNode unsigned = object(folder.resolve("unsigned.json"));
    ObjectNode options = object(folder.resolve("proofConfigJCS.json"));
    ObjectNode signed = object(folder.resolve("signedJCS.json"));
    JsonNode pair = object(folder.resolve("keyPair.json"));
    byte[] document = Jcs.canonical(unsigned);
    byte[] config = Jcs.canonical(options);
    assertThat(new String(document, UTF_8)).isEqualTo(text(folder, "canonDocJCS.txt"));
    assertThat(hex(Digests.sha256(document))).isEqualTo(text(folder, "docHashJCS.txt"));
    assertThat(new String(config, UTF_8)).isEqualTo(text(folder, "proofCanonJCS.txt"));
    assertThat(hex(Digests.sha256(config))).isEqualTo(text(folder, "proofHashJCS.txt"));
    byte[] data = IntegrityProofs.hashData(unsigned, options);
    assertThat(hex(data)).isEqualTo(text(folder, "combinedHashJCS.txt"));

    String keyId = options.get("verificationMethod").stringValue();
    String secret = pair.findValue("privateKeyMultibase").stringValue();
    String published = pair.findValue("publicKeyMultibase").stringValue();
    SigningKey key = new SigningKey(keyId, Multikeys.readPrivate(secret), KeyAlgorithm.ED25519);
    byte[] signature = key.sign(data);
    assertThat(hex(signature)).isEqualTo(text(folder, "sigHexJCS.txt"));
    assertThat(Multibase.encode(signature)).isEqualTo(text(folder, "sigBTC58JCS.txt"));
    assertThat(signed.at("/proof/proofValue").stringValue()).isEqualTo(Multibase.encode(signature));
    ObjectNode again = unsigned.deepCopy();
    again.set("proof", options.deepCopy().put("proofValue", Multibase.encode(signature)));
    assertThat(again).isEqualTo(signed);

    ProofVerdict verdict = verify(signed, keyId, "https://issuer.example/", published);
    assertThat(((Proven) verdict).document().json()).isEqualTo(unsigned);
    table.add("eddsa-jcs-2022 steps", 10, 10, "");
  }

  @Test
  void theDocumentOfFep8b32IsSignedByteForByte(ConformanceTable.Rows table) {
    JsonNode vector = object(Vectors.folder("fep-8b32").resolve("sign.json"));
    SigningKey key =
        new SigningKey(
            vector.get("verificationMethod").stringValue(),
            Multikeys.readPrivate(vector.get("secretKeyMultibase").stringValue()),
            KeyAlgorithm.ED25519);

    ApObject signed =
        IntegrityProofs.sign(
            ApObject.of((ObjectNode) vector.get("document")),
            key,
            Instant.parse(vector.get("created").stringValue()));

    assertThat(signed.json().toString()).isEqualTo(vector.get("expectedSignedDocument").toString());
    table.add("FEP-8b32 sign", 1, 1, "byte-equal");
  }

  @Test
  void theDocumentOfFep8b32IsVerifiedAndNoChangedOneIs(ConformanceTable.Rows table) {
    JsonNode vector = object(Vectors.folder("fep-8b32").resolve("verify.json"));
    ObjectNode signed = (ObjectNode) vector.get("signedDocument");
    Actor actor = (Actor) ApObject.of((ObjectNode) vector.get("actor"));
    Multikey key = actor.assertionMethods().getFirst();
    String keyId = key.id().orElseThrow().value();
    String published = key.publicKeyMultibase().orElseThrow();

    Proven proven = (Proven) verify(signed, keyId, actor.id().orElseThrow().value(), published);

    assertThat(proven.kind()).isEqualTo(ProofKind.OBJECT_INTEGRITY);
    assertThat(proven.key().controller()).isEqualTo("https://server.example/users/alice");
    assertThat(proven.document()).isInstanceOf(Create.class);
    assertThat(proven.document().json().has("proof")).isFalse();
    for (String path : List.of("/object/content", "/actor", "/proof/created")) {
      ObjectNode changed = signed.deepCopy();
      int last = path.lastIndexOf('/');
      JsonNode parent = last == 0 ? changed : changed.at(path.substring(0, last));
      String other = path.endsWith("created") ? "2023-02-24T23:36:39Z" : "https://evil.example/";
      ((ObjectNode) parent).put(path.substring(last + 1), other);
      Refused refused =
          (Refused) verify(changed, keyId, "https://server.example/users/alice", published);
      assertThat(refused.reason()).isEqualTo(Reason.BAD_SIGNATURE);
      assertThat(refused.signed().orElseThrow()).contains(other);
    }
    table.add("FEP-8b32 verify", 1, 1, "");
  }

  @Test
  void theKeysOfFep521aAreReadFromActors(ConformanceTable.Rows table) {
    List<Path> files = Vectors.json("fep-521a");
    for (Path file : files) {
      JsonNode vector = object(file);
      Multikey key = (Multikey) ApObject.of((ObjectNode) vector.get("expectedMultikey"));
      String text = key.publicKeyMultibase().orElseThrow();
      assertThat(Multikeys.write(Multikeys.readPublic(text))).isEqualTo(text);
      assertThat(hex(Multibase.decode(text)))
          .isEqualTo(
              vector.get("multicodecPrefixHex").stringValue()
                  + vector.get("publicKeyHex").stringValue());
      assertThat(key.controller().orElseThrow().value())
          .isEqualTo(vector.get("actorId").stringValue());
    }
    table.add("FEP-521a keys", files.size(), 2, "");
  }

  @Test
  void theStatementsOfLinkedDataSignaturesAreCanonicalAsElsewhere(ConformanceTable.Rows table) {
    Path folder = Vectors.folder("ld-signature");
    ObjectNode activity = object(folder.resolve("00a-unsigned_payload.json"));
    ObjectNode options = object(folder.resolve("00b-options_payload.json"));
    JsonNode derived = object(folder.resolve("manifest.json")).get("derived");

    assertThat(LinkedData.of(activity).orElseThrow().canonical().orElseThrow())
        .isEqualTo(ended(text(folder, "02a-normalized_activity.rdf")));
    assertThat(LinkedDataSignatures.canonicalOptions(options).orElseThrow())
        .isEqualTo(ended(text(folder, "02a-normalized_options.rdf")));
    assertThat(
            LinkedDataSignatures.toBeSigned(options, LinkedData.of(activity).orElseThrow())
                .orElseThrow())
        .isEqualTo(derived.get("toBeSigned").stringValue());
    table.add("LD signature canonical forms", 2, 2, "");
  }

  @Test
  void aLinkedDataSignatureIsMadeByteForByte(ConformanceTable.Rows table) {
    Path folder = Vectors.folder("ld-signature");
    ObjectNode activity = object(folder.resolve("00a-unsigned_payload.json"));
    ObjectNode options = object(folder.resolve("00b-options_payload.json"));
    JsonNode derived = object(folder.resolve("manifest.json")).get("derived");
    SigningKey key =
        SigningKey.rsa(
            options.get("creator").stringValue(),
            Keys.readPrivatePkcs8(Vectors.bytes(folder.resolve("private_key.der"))));

    ApObject signed =
        LinkedDataSignatures.sign(
            ApObject.of(activity), key, Instant.parse(options.get("created").stringValue()));

    assertThat(signed.json().at("/signature/signatureValue").stringValue())
        .isEqualTo(derived.get("signatureValue").stringValue());
    table.add("LD signature signing", 1, 1, "byte-equal");
  }

  @Test
  void signaturesOfMastodonAreVerified(ConformanceTable.Rows table) {
    Path folder = Vectors.folder("ld-signature");
    Actor actor = (Actor) ApObject.of(object(folder.resolve("mastodon_actor.json")));
    ProofVerifier verifier = new ProofVerifier(rsaKeyOf(actor), NOW);

    Proven create = (Proven) verifier.verify(read(folder.resolve("mastodon_signed_create.json")));
    Proven delete = (Proven) verifier.verify(read(folder.resolve("mastodon_signed_delete.json")));
    Refused tampered =
        (Refused) verifier.verify(read(folder.resolve("mastodon_signed_create_tampered.json")));

    assertThat(create.kind()).isEqualTo(ProofKind.LINKED_DATA_SIGNATURE);
    assertThat(create.document()).isInstanceOf(Create.class);
    assertThat(delete.document()).isInstanceOf(Delete.class);
    assertThat(tampered.reason()).isEqualTo(Reason.BAD_SIGNATURE);
    table.add("LD signature verifying", 3, 3, "");
  }

  @Test
  void whatIsProvenReadsLikeWhatCame() {
    Path folder = Vectors.folder("ld-signature");
    Actor actor = (Actor) ApObject.of(object(folder.resolve("mastodon_actor.json")));
    ApObject came = read(folder.resolve("mastodon_signed_create.json"));

    ApObject proven = ((Proven) new ProofVerifier(rsaKeyOf(actor), NOW).verify(came)).document();

    ApObject before = came.ref("object").orElseThrow().embedded().orElseThrow();
    ApObject after = proven.ref("object").orElseThrow().embedded().orElseThrow();
    assertThat(proven.id()).isEqualTo(came.id());
    assertThat(after.content()).isEqualTo(before.content());
    assertThat(after.published()).isEqualTo(before.published());
    assertThat(after.to()).isEqualTo(before.to());
    assertThat(after.cc()).isEqualTo(before.cc());
    assertThat(after.text("conversation")).isEqualTo(before.text("conversation"));
    assertThat(after.text("atomUri")).isEqualTo(before.text("atomUri"));
    assertThat(after.attributedTo()).isEqualTo(before.attributedTo());
  }

  private static ProofVerdict verify(
      ObjectNode document, String keyId, String controller, String multibase) {
    KeyResolver keys =
        (asked, refresh) ->
            asked.equals(keyId)
                ? KeyLookup.fromMultikey(keyId, controller, multibase)
                : new KeyLookup.Gone("no such key");
    return new ProofVerifier(keys, NOW).verify(ApObject.of(document));
  }

  private static KeyResolver rsaKeyOf(Actor actor) {
    PublicKey key = actor.publicKeys().getFirst();
    String id = actor.id().orElseThrow().value();
    return (asked, refresh) ->
        asked.equals(key.id().orElseThrow().value())
            ? KeyLookup.fromPem(asked, id, key.publicKeyPem().orElseThrow())
            : new KeyLookup.Gone("no such key");
  }

  private static ApObject read(Path file) {
    return ((Read) ApReader.standard().readAsItIs(Vectors.bytes(file))).object();
  }

  private static ObjectNode object(Path file) {
    return (ObjectNode) MAPPER.readTree(Vectors.bytes(file));
  }

  private static String text(Path folder, String name) {
    return Vectors.text(folder.resolve(name));
  }

  private static String ended(String text) {
    return text.endsWith("\n") ? text : text + "\n";
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
