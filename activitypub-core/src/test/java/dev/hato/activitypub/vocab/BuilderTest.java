package dev.hato.activitypub.vocab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.Contexts;
import dev.hato.activitypub.json.ReadResult;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class BuilderTest {
  private static final Iri ALICE = Iri.parse("https://a.test/users/alice");
  private static final Iri NOTE_ID = Iri.parse("https://a.test/notes/1");
  private static final Instant NOON = Instant.parse("2026-08-15T12:00:00Z");

  @Test
  void aPlainNoteNeedsOnlyTheBaseContext() {
    Note note = Note.newBuilder().id(NOTE_ID).attributedTo(ALICE).content("<p>hi</p>").build();

    assertThat(text(note))
        .isEqualTo(
            "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"id\":\"https://a.test/notes/1\","
                + "\"type\":\"Note\",\"attributedTo\":\"https://a.test/users/alice\","
                + "\"content\":\"<p>hi</p>\"}");
  }

  @Test
  void theContextDefinesExactlyWhatIsUsed() {
    Note note =
        Note.newBuilder()
            .id(NOTE_ID)
            .sensitive(true)
            .content(LangText.of("<p>hi</p>", "en"))
            .tags(List.of(Hashtag.of(Iri.parse("https://a.test/tags/x"), "x")))
            .attachments(
                List.of(
                    Image.newBuilder()
                        .file(Iri.parse("https://a.test/1.png"), "image/png")
                        .focalPoint(new FocalPoint(0, 0.5))
                        .blurhash("UBL")
                        .build()))
            .build();

    assertThat(note.json().get("@context").toString())
        .isEqualTo(
            "[\"https://www.w3.org/ns/activitystreams\",{\"toot\":\"http://joinmastodon.org/ns#\","
                + "\"Hashtag\":\"as:Hashtag\",\"blurhash\":\"toot:blurhash\","
                + "\"focalPoint\":{\"@id\":\"toot:focalPoint\",\"@container\":\"@list\"},"
                + "\"sensitive\":\"as:sensitive\"}]");
    assertThat(Contexts.isPlain(note.json().get("@context"))).isTrue();
    assertThat(note.json().path("attachment").path(0).has("@context")).isFalse();
    assertThat(note.media().get(0).focalPoint()).contains(new FocalPoint(0, 0.5));
  }

  @Test
  void anActorWithBothSortsOfKeysNamesTheSecurityContexts() {
    Actor actor =
        Actor.newBuilder("Person")
            .id(ALICE)
            .preferredUsername("alice")
            .inbox(Iri.parse("https://a.test/users/alice/inbox"))
            .sharedInbox(Iri.parse("https://a.test/inbox"))
            .publicKey(PublicKey.of(Iri.parse(ALICE + "#main-key"), ALICE, "PEM"))
            .assertionMethods(List.of(Multikey.of(Iri.parse(ALICE + "#ed"), ALICE, "z6Mk")))
            .fields(List.of(PropertyValue.of("Web", "<b>x</b>")))
            .webfinger("alice@a.test")
            .manuallyApprovesFollowers(false)
            .build();

    JsonNode context = actor.json().get("@context");
    assertThat(context.get(0).stringValue()).isEqualTo("https://www.w3.org/ns/activitystreams");
    assertThat(context.toString())
        .contains(
            "https://w3id.org/security/v1",
            "https://w3id.org/security/multikey/v1",
            "https://www.w3.org/ns/did/v1",
            "https://purl.archive.org/socialweb/webfinger",
            "\"PropertyValue\":\"schema:PropertyValue\"");
    assertThat(Contexts.isPlain(context)).isTrue();
    assertThat(actor.sharedInbox()).contains(Iri.parse("https://a.test/inbox"));
    assertThat(actor.publicKeys().get(0).owner()).contains(ALICE);
    assertThat(actor.assertionMethods()).hasSize(1);
  }

  @Test
  void createTakesTimeAndRecipientsOfItsObject() {
    Note note =
        Note.newBuilder()
            .id(NOTE_ID)
            .published(NOON)
            .to(List.of(Iri.PUBLIC))
            .cc(List.of(Iri.parse(ALICE + "/followers")))
            .build();

    Create create = Create.of(Iri.parse(NOTE_ID + "/activity"), ALICE, note);

    assertThat(create.published()).contains(NOON);
    assertThat(create.isPublic()).isTrue();
    assertThat(create.cc()).isEqualTo(note.cc());
    assertThat(create.json().path("object").has("@context")).isFalse();
    assertThat(create.json().path("published").stringValue()).isEqualTo("2026-08-15T12:00:00.000Z");
  }

  @Test
  void everyDocumentOfOursIsReadBackWithoutRemarks() {
    Note quote = Note.newBuilder().id(NOTE_ID).quoted(Iri.parse("https://b.test/9")).build();
    Follow follow = Follow.of(Iri.parse("https://a.test/f"), ALICE, Iri.parse("https://b.test/b"));
    List<ApObject> documents =
        List.of(
            quote,
            follow,
            Accept.of(Iri.parse("https://b.test/a"), Iri.parse("https://b.test/b"), follow),
            Undo.of(Iri.parse("https://a.test/u"), ALICE, follow),
            Delete.of(Iri.parse("https://a.test/d"), ALICE, Tombstone.of(NOTE_ID)),
            Move.of(Iri.parse("https://a.test/m"), ALICE, Iri.parse("https://b.test/alice")),
            Flag.of(Iri.parse("https://a.test/r"), ALICE, List.of(NOTE_ID), "spam"),
            QuoteRequest.of(
                Iri.parse("https://a.test/q"), ALICE, Iri.parse("https://b.test/9"), quote),
            Question.newBuilder()
                .options(List.of(new Question.Option("a", 1), new Question.Option("b", 2)), false)
                .votersCount(3)
                .endTime(NOON)
                .build(),
            OrderedCollection.newBuilder()
                .id(Iri.parse(ALICE + "/outbox"))
                .totalItems(1)
                .items(List.of(Ref.to(NOTE_ID), Ref.of(quote)))
                .build(),
            Like.of(Iri.parse("https://a.test/l"), ALICE, NOTE_ID).toBuilder()
                .set("_misskey_reaction", ":blobcat:")
                .tags(
                    List.of(
                        Emoji.of(
                            Iri.parse("https://a.test/e"),
                            "blobcat",
                            NOON,
                            Image.newBuilder()
                                .file(Iri.parse("https://a.test/e.png"), "image/png")
                                .build())))
                .build());

    for (ApObject document : documents) {
      ReadResult.Read read = (ReadResult.Read) ApReader.standard().read(ApWriter.write(document));
      assertThat(read.diagnostics()).as(text(document)).isEmpty();
      assertThat(read.object()).isEqualTo(document);
      assertThat(read.object().getClass()).isEqualTo(document.getClass());
    }
  }

  @Test
  void aChangedCopyKeepsTheRestAndDefinesWhatItAdds() {
    ApObject original =
        read(
            "{\"@context\":[\"https://www.w3.org/ns/activitystreams\",{\"x\":\"https://x.test/#\"}],"
                + "\"type\":\"Note\",\"x:y\":1.50,\"content\":\"a\"}");

    ApObject changed = original.with("sensitive", true);

    assertThat(text(changed))
        .isEqualTo(
            "{\"@context\":[\"https://www.w3.org/ns/activitystreams\",{\"x\":\"https://x.test/#\"},"
                + "{\"sensitive\":\"as:sensitive\"}],\"type\":\"Note\",\"x:y\":1.50,"
                + "\"content\":\"a\",\"sensitive\":true}");
    assertThat(original.value("sensitive")).isEmpty();
    assertThat(changed.with("content", "b").json().get("@context"))
        .isEqualTo(changed.json().get("@context"));
  }

  @Test
  void anEmbeddedDocumentWithDefinitionsOfItsOwnKeepsItsContext() {
    ApObject foreign =
        read(
            "{\"@context\":[\"https://www.w3.org/ns/activitystreams\",{\"x\":\"https://x.test/#\"}],"
                + "\"type\":\"Note\",\"x:y\":1}");

    Announce announce = Announce.newBuilder().id(NOTE_ID).actor(ALICE).object(foreign).build();

    assertThat(announce.json().path("object").has("@context")).isTrue();
  }

  @Test
  void hiddenRecipientsAreTakenOutAtEveryDepth() {
    Note note =
        Note.newBuilder()
            .id(NOTE_ID)
            .source(new Source("text", "text/markdown"))
            .set("bto", ALICE)
            .set("bcc", List.of(ALICE))
            .build();
    Create create = Create.of(NOTE_ID, ALICE, note);
    assertThat(create.bto()).containsExactly(ALICE);

    ApObject sent = create.withoutHiddenRecipients();

    assertThat(text(sent))
        .doesNotContain("bto", "bcc")
        .contains("\"source\":{\"content\":\"text\",\"mediaType\":\"text/markdown\"}");
    assertThat(sent).isInstanceOf(Create.class);
  }

  @Test
  void valuesWithoutAJsonFormAreRefusedWithAHint() {
    assertThatThrownBy(() -> Note.newBuilder().set("content", new Object()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("use String, Iri");
  }

  private static ApObject read(String json) {
    byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
    return ((ReadResult.Read) ApReader.standard().read(bytes)).object();
  }

  private static String text(ApObject object) {
    return new String(ApWriter.write(object), StandardCharsets.UTF_8);
  }
}
