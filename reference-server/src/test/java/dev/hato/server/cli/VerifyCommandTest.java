package dev.hato.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.proof.IntegrityProofs;
import dev.hato.activitypub.proof.LinkedDataSignatures;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.Jwks;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** What verify says of recorded requests and of documents. */
final class VerifyCommandTest {
  private static final String SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
  private static final String PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

  @TempDir private Path folder;

  private final RemoteInstance peer = RemoteInstance.start();
  private final RemoteActor bob = peer.actor("bob");
  private final Spoken out = new Spoken();
  private final Spoken err = new Spoken();

  @AfterEach
  void close() {
    peer.close();
  }

  private int run(String... args) {
    List<String> all = new ArrayList<>(List.of("verify"));
    all.addAll(List.of(args));
    all.add("--federation.allow-private-addresses=true");
    all.add("--federation.allow-http=true");
    Console console = new Console(out.printer(), err.printer(), Map.of(), folder);
    return Hato.run(console, all.toArray(String[]::new));
  }

  private String file(String name, byte[] bytes) throws Exception {
    return Files.write(folder.resolve(name), bytes).toString();
  }

  private byte[] activity() {
    return ApWriter.write(Like.of(bob.id("1"), bob.id(), Iri.parse("https://good.test/notes/1")));
  }

  /** A delivery to good.test as it goes over the wire. */
  private static String request(SignatureFormat format, SigningKey key, Instant when, byte[] body) {
    Map<String, List<String>> own = Map.of("host", List.of("good.test"));
    SignableMessage message = SignableMessage.of("POST", "https", "good.test", "/inbox?a=b", own);
    StringBuilder text = new StringBuilder("POST /inbox?a=b HTTP/1.1\r\nHost: good.test\r\n");
    RequestSigner.of(format, InstantSource.fixed(when))
        .sign(message, body, key)
        .forEach((name, value) -> text.append(name).append(": ").append(value).append("\r\n"));
    return text + "Content-Length: " + body.length + "\r\n\r\n" + new String(body, UTF_8);
  }

  private PublicKey publicKey() throws Exception {
    RSAPrivateCrtKey key = (RSAPrivateCrtKey) bob.key().privateKey();
    return KeyFactory.getInstance("RSA")
        .generatePublic(new RSAPublicKeySpec(key.getModulus(), key.getPublicExponent()));
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void aSignatureThatHoldsIsSaidToHoldWithTheKeyOfItsOwner(SignatureFormat format)
      throws Exception {
    String recorded = request(format, bob.key(), Instant.now(), activity());

    assertThat(run(file("request", recorded.getBytes(UTF_8)))).as(out + "" + err).isZero();

    assertThat(out.toString())
        .contains(
            "  signed as " + WireReport.name(format) + " by " + bob.key().keyId(),
            format == SignatureFormat.CAVAGE_12
                ? "  | (request-target): post /inbox?a=b\n  | host: good.test"
                : "  | \"@method\": POST\n  | \"@target-uri\": https://good.test/inbox?a=b",
            "> GET " + bob.id(),
            "HTTP signature: holds, made by the RSA key " + bob.key().keyId() + " of " + bob.id());
  }

  @Test
  void aKeyMayBeGivenInAnyForm() throws Exception {
    byte[] recorded =
        request(SignatureFormat.CAVAGE_12, bob.key(), Instant.now(), activity()).getBytes(UTF_8);
    String request = file("request", recorded);
    PublicKey key = publicKey();
    String multikey = Multikeys.write(key);
    for (String text :
        List.of(
            Keys.toPem(key),
            JsonMapper.shared().writeValueAsString(Jwks.write(key)),
            multikey,
            "{\"type\":\"Multikey\",\"publicKeyMultibase\":\"" + multikey + "\"}")) {
      assertThat(run(request, "--key", file("key", text.getBytes(UTF_8)))).as(text).isZero();
    }
    assertThat(peer.requests()).as("nothing was fetched").isEmpty();
    assertThat(run(request, "--key", file("key", PUBLIC.getBytes(UTF_8)))).isEqualTo(1);
    assertThat(out.toString()).contains("HTTP signature: fails, UNSUPPORTED_ALGORITHM");
    assertThat(run(request, "--key", file("key", "nothing".getBytes(UTF_8)))).isEqualTo(2);
  }

  @Test
  void aSignatureThatFailsIsSaidToFailAndWhy() throws Exception {
    Instant now = Instant.now();
    String good = request(SignatureFormat.CAVAGE_12, bob.key(), now, activity());
    Map<String, String> broken =
        Map.of(
            good.replace("a=b HTTP", "a=c HTTP"), "BAD_SIGNATURE",
            good.replace("\"Like\"", "\"Bite\""), "DIGEST_MISMATCH",
            good.replace("SHA-256=", "SHA-512="), "DIGEST_MISMATCH",
            good.replace("#main-key", "#no-key"), "INVALID_KEY",
            good.replace("Host: good.test", "Host: other.test"), "BAD_SIGNATURE",
            good.replace("signature=\"", "signature=\"!"), "MALFORMED",
            good.replace("host date", "date"), "MISSING_COMPONENT");
    broken.forEach(
        (text, reason) -> {
          Spoken before = new Spoken();
          before.printer().print(out);
          try {
            assertThat(run(file("request", text.getBytes(UTF_8)))).as(reason).isEqualTo(1);
          } catch (Exception e) {
            throw new AssertionError(e);
          }
          assertThat(out.toString().substring(before.toString().length()))
              .contains("HTTP signature: fails, " + reason);
        });
    assertThat(err.toString()).contains("hato: It does not hold.");
    assertThat(run(file("request", good.getBytes(UTF_8)), "--host", "other.test")).isEqualTo(1);
    assertThat(out.toString()).contains("fails, WRONG_HOST: Signed for the host good.test");
  }

  @Test
  void anOldRecordIsJudgedAsOfItsTime() throws Exception {
    Instant then = Instant.parse("2026-01-02T03:04:05Z");
    byte[] recorded =
        request(SignatureFormat.RFC_9421, bob.key(), then, activity()).getBytes(UTF_8);
    String request = file("request", recorded);

    assertThat(run(request)).isEqualTo(1);
    assertThat(out.toString()).contains("fails, EXPIRED: Signed at 2026-01-02T03:04:05Z");
    assertThat(run(request, "--at", "2026-01-02T03:10:00Z")).isZero();
    assertThat(run(request, "--at", "2026-01-01T00:00:00Z")).isEqualTo(1);
    assertThat(out.toString()).contains("fails, NOT_YET_VALID");
    assertThat(run(request, "--at", "yesterday")).isEqualTo(2);
  }

  @Test
  void anEditorMayHaveTouchedTheRecord() throws Exception {
    String good = request(SignatureFormat.CAVAGE_12, bob.key(), Instant.now(), activity());
    String edited = good.replace("\r\n", "\n") + "\n";
    assertThat(run(file("request", edited.getBytes(UTF_8)))).as(out + "" + err).isZero();
    int length = activity().length;
    assertThat(out.toString())
        .contains(
            "remark: Content-Length says %d bytes, and the record has %d after the headers"
                .formatted(length, length + 1));
    String absolute =
        good.replace("POST /inbox", "POST https://good.test/inbox").replace("\r\nHost", "\r\nX");
    assertThat(run(file("request", absolute.getBytes(UTF_8)))).as(out + "" + err).isZero();
    assertThat(run(file("request", "POST /inbox".getBytes(UTF_8)))).isEqualTo(2);
    assertThat(run(file("request", "GET / HTTP/1.1\n\n".getBytes(UTF_8)))).isEqualTo(2);
    assertThat(run(file("request", "GET / HTTP/1.1\nnothing\n\n".getBytes(UTF_8)))).isEqualTo(2);
    assertThat(run(file("request", "GET / HTTP/1.1\nHost: a.test\n\n".getBytes(UTF_8))))
        .isEqualTo(1);
    assertThat(err.toString()).contains("hato: Nothing in it is signed.");
    assertThat(run("nowhere")).isEqualTo(2);
    assertThat(run()).isEqualTo(2);
  }

  @Test
  void proofsInsideOfDocumentsAreJudged() throws Exception {
    Create create =
        Create.of(
            bob.id("1"),
            bob.id(),
            Note.newBuilder()
                .id(bob.id("notes/1"))
                .attributedTo(bob.id())
                .content("hello")
                .build());
    SigningKey ed25519 =
        new SigningKey(
            bob.id() + "#ed25519-key", Multikeys.readPrivate(SECRET), KeyAlgorithm.ED25519);
    ApObject proven = IntegrityProofs.sign(create, ed25519, Instant.now());
    String multikey = file("key", PUBLIC.getBytes(UTF_8));
    assertThat(run(file("proven.json", ApWriter.write(proven)), "--key", multikey)).isZero();
    assertThat(out.toString()).contains("proof: holds, OBJECT_INTEGRITY by the ED25519 key ");

    ApObject signed = LinkedDataSignatures.sign(create, bob.key(), Instant.now());
    assertThat(run(file("signed.json", ApWriter.write(signed)))).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains("proof: holds, LINKED_DATA_SIGNATURE by the RSA key " + bob.key().keyId());

    ObjectNode changed = proven.json().deepCopy();
    ((ObjectNode) changed.get("object")).put("content", "changed");
    assertThat(run(file("changed.json", ApWriter.write(ApObject.of(changed))), "--key", multikey))
        .isEqualTo(1);
    assertThat(out.toString())
        .contains("proof: fails, BAD_SIGNATURE", "  | ", "\"content\":\"changed\"");
    assertThat(run(file("plain.json", ApWriter.write(create)))).isEqualTo(1);
    assertThat(run(file("broken.json", "{".getBytes(UTF_8)))).isEqualTo(1);

    String forwarded =
        request(SignatureFormat.CAVAGE_12, bob.key(), Instant.now(), ApWriter.write(signed));
    assertThat(run(file("request", forwarded.getBytes(UTF_8)))).isZero();
    assertThat(out.await("HTTP signature: holds")).isNotEmpty();
  }
}
