package dev.hato.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.SigningKey;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

final class DocumentsTest {
  private static final Iri ALICE = Iri.parse("https://a.example/alice");
  private static final String KEY = ALICE + "#ed25519-key";
  private static final String SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
  private static final String PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

  @Test
  void theApplicationsOwnTypeIsToldApartFromTheOthers() {
    ObjectNode recipe = (ObjectNode) JsonMapper.shared().readTree(OwnType.bread());
    Create create = Create.of(Iri.parse("https://a.example/1"), ALICE, ApObject.of(recipe));
    Note note = Note.newBuilder().content("coo").build();
    Follow follow = Follow.of(Iri.parse("https://a.example/2"), ALICE, ALICE);

    assertThat(OwnType.describe(OwnType.bread())).isEqualTo("a recipe of flour, water");
    assertThat(OwnType.describe(ApWriter.write(create))).isEqualTo("new: a recipe of flour, water");
    assertThat(OwnType.describe(ApWriter.write(note))).isEqualTo("a note: coo");
    assertThat(OwnType.describe(ApWriter.write(follow)))
        .isEqualTo("somebody follows https://a.example/alice");
    assertThat(OwnType.describe("{".getBytes(UTF_8))).startsWith("not read: ");
  }

  @Test
  void aChangedCopyKeepsTheRest() {
    ObjectNode before = (ObjectNode) JsonMapper.shared().readTree(OwnType.bread());
    byte[] odd = JsonMapper.shared().writeValueAsBytes(before.put("nobodyKnows", 1.50));

    ObjectNode after =
        (ObjectNode) JsonMapper.shared().readTree(OwnType.renamed(odd, "Black bread"));

    assertThat(after).isEqualTo(before.put("name", "Black bread"));
  }

  @Test
  void aProofSaysWhoMadeADocument() {
    SignedDocuments documents =
        new SignedDocuments(
            (id, refresh) -> KeyLookup.fromMultikey(id, ALICE.value(), PUBLIC),
            InstantSource.system());
    Note note = Note.newBuilder().content("coo").build();

    ApObject signed = documents.sign(note, KEY, SECRET);

    assertThat(documents.verify(ApWriter.write(signed)))
        .isEqualTo("https://a.example/alice made this [Note]");
    assertThat(documents.verify(ApWriter.write(signed.with("content", "caw"))))
        .startsWith("BAD_SIGNATURE: ");
    assertThat(documents.verify(ApWriter.write(note))).isEqualTo("nobody says who made this");
  }

  @Test
  void aProofAnswersOneQuestionOfOneReader() {
    SignedDocuments documents =
        new SignedDocuments(
            (id, refresh) -> KeyLookup.fromMultikey(id, ALICE.value(), PUBLIC),
            InstantSource.system());
    SigningKey key = new SigningKey(KEY, Multikeys.readPrivate(SECRET), KeyAlgorithm.ED25519);

    ApObject answer =
        documents.answer(Note.newBuilder().content("coo").build(), key, "b.example", "x1");

    assertThat(documents.isAnswer(answer, "b.example", "x1")).isTrue();
    assertThat(documents.isAnswer(answer, "b.example", "x2")).isFalse();
    assertThat(documents.isAnswer(answer, "c.example", "x1")).isFalse();
  }
}
