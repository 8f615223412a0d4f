package dev.hato.activitypub.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.Diagnostic.Kind;
import dev.hato.activitypub.json.ReadResult.Read;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A document says the same whether its terms are plain or renamed by its context. */
class RenamedTermsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Test
  void M01_anAliasOfActorIsTheActorThatHandlersSee() {
    Read read =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
              {"doer": {"@id": "as:actor", "@type": "@id"}, "actor": "https://x.example/#nothing"}],
             "id": "https://good.example/1", "type": "Create",
             "actor": "https://good.example/alice", "doer": "https://evil.example/mallory",
             "object": {"type": "Note", "content": "hi"}}
            """);

    Create create = (Create) read.object();
    assertThat(create.actor()).contains(Iri.parse("https://evil.example/mallory"));
    assertThat(create.actors()).hasSize(1);
    assertThat(kinds(read)).containsExactly(Kind.NORMALISED);
  }

  @Test
  void K08_aContextInsideAnEmbeddedObjectIsLookedAtToo() {
    Read read =
        read(
            """
            {"@context": "https://www.w3.org/ns/activitystreams", "type": "Create",
             "object": {"@context": {"text": "as:content", "content": "https://x.example/#no"},
               "type": "Note", "content": "shown by nobody", "text": "the text"}}
            """);

    Note note = (Note) ((Create) read.object()).object().orElseThrow().embedded().orElseThrow();
    assertThat(note.content().value()).isEqualTo("the text");
  }

  @Test
  void fullIdentifiersAndKeywordsAreReadAsTerms() {
    Read read =
        read(
            """
            {"@context": "https://www.w3.org/ns/activitystreams",
             "@id": "https://a.example/1", "@type": "as:Note",
             "https://www.w3.org/ns/activitystreams#content": "hello",
             "as:to": {"@id": "as:Public"}}
            """);

    Note note = (Note) read.object();
    assertThat(note.id()).contains(Iri.parse("https://a.example/1"));
    assertThat(note.content().value()).isEqualTo("hello");
    assertThat(note.to()).containsExactly(Iri.PUBLIC);
  }

  @Test
  void idsAreNeverRewrittenByPrefixesOfTheDocument() {
    Read read =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
              {"g": "https://good.example/", "body": "as:content"}],
             "id": "https://good.example/notes/1", "type": "Note", "body": "x",
             "attributedTo": "g:alice"}
            """);

    assertThat(read.object().id()).contains(Iri.parse("https://good.example/notes/1"));
    assertThat(read.object().attributedTo())
        .containsExactly(Iri.parse("https://good.example/alice"));
  }

  @Test
  void termsOfTheDocumentsOwnKeepTheirNames() {
    Read read =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
              {"ex": "https://ex.example/ns#", "taste": "ex:taste", "body": "as:content"}],
             "type": "Note", "body": "x", "taste": "sweet", "unheard": "of"}
            """);

    assertThat(read.object().text("taste")).contains("sweet");
    assertThat(read.object().text("unheard")).contains("of");
    assertThat(read.object().content().value()).isEqualTo("x");
    assertThat(Contexts.isPlain(read.object().json().get("@context"))).isTrue();
  }

  @Test
  void aLongTypeWithAColonIsWrittenSoThatItCanBeReadAgain() {
    for (String type : List.of("odd:" + "y".repeat(300), "ex:" + "y".repeat(300))) {
      Read read =
          read(
              """
              {"@context": ["https://www.w3.org/ns/activitystreams", {"ex": "https://ex.example/#"}],
               "type": "%s", "as:name": "x"}
              """
                  .formatted(type));

      Read again = (Read) ApReader.standard().read(ApWriter.write(read.object()));

      assertThat(again.object().types()).isEqualTo(read.object().types());
      assertThat(again.object().types().iterator().next()).endsWith("yyy");
    }
  }

  @Test
  void M01_noNameOfTheDocumentComesToStandWhereAKnownOneBelongs() {
    Read read =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
              {"ex": "https://ex.example/ns#", "id": "ex:id", "body": "as:content"}],
             "@id": "https://evil.example/1", "id": "https://good.example/1",
             "body": "x", "_:actor": "https://good.example/alice",
             "@type": ["_:Create", "Note"]}
            """);

    assertThat(read.object().id()).contains(Iri.parse("https://evil.example/1"));
    assertThat(read.object().iri("actor")).isEmpty();
    assertThat(read.object().is("Create")).isFalse();
  }

  @Test
  void L02_documentsThatRearrangeTheGraphAreShownAsPlainJson() {
    for (String keyword : new String[] {"@graph", "@included", "@reverse"}) {
      Read read =
          read(
              """
              {"@context": "https://www.w3.org/ns/activitystreams", "type": "Note",
               "content": "plain", "%s": {"type": "Note", "content": "other"}}
              """
                  .formatted(keyword));

      assertThat(read.object().content().value()).isEqualTo("plain");
      assertThat(kinds(read)).contains(Kind.NOT_NORMALISED);
    }
  }

  @Test
  void L06_moreContextsThanAreLookedAtAreNotWorkedOn() {
    String contexts = "{\"doer\":\"as:actor\"},".repeat(16);
    Read read =
        read(
            "{\"@context\":[%s\"https://www.w3.org/ns/activitystreams\"],\"type\":\"Like\"}"
                .formatted(contexts));

    assertThat(kinds(read)).containsExactly(Kind.UNUSABLE_CONTEXT, Kind.NOT_NORMALISED);
    assertThat(read.object().is("Like")).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(
      strings = {
        "{'p': 'LONG', 'summary': 'as:content'}",
        "{'p': {'@id': 'LONG'}, 'summary': 'as:content'}",
        "{'p': {'@id': 'https://x.example/', '@type': 'LONG'}, 'summary': 'as:content'}",
        "{'@vocab': 'LONG', 'summary': 'as:content'}",
        "{'a': 'PART', 'b': 'a:PART', 'p': 'b:PART', 'summary': 'as:content'}",
        "{'a': 'x:1', 'b': 'a:2', 'c': 'b:3', 'd': 'c:4', 'e': 'd:5', 'p': 'e:6', 'summary': 'as:content'}",
        "{'a': 'b:1', 'b': 'a:2', 'summary': 'as:content'}",
      })
  void L06_aPrefixThatStandsForMuchIsNotWrittenOutAThousandTimes(String context) {
    String part = "https://x.example/" + "y".repeat(100);
    StringBuilder document =
        new StringBuilder("{'@context': ['https://www.w3.org/ns/activitystreams', ")
            .append(context.replace("PART", part).replace("LONG", part + "y".repeat(200_000)))
            .append("], 'type': 'Note'");
    for (int i = 0; i < 1_000; i++) {
      document.append(", 'p:").append(i).append("': 1");
    }
    byte[] bytes = document.append('}').toString().replace('\'', '"').getBytes(UTF_8);

    Read read = (Read) ApReader.standard().read(bytes);

    assertThat(kinds(read)).containsExactly(Kind.NOT_NORMALISED);
    assertThat(ApWriter.write(read.object())).hasSizeLessThanOrEqualTo(bytes.length);
    assertThat(LinkedData.of(read.object().json())).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"n", "\u0000", "名"})
  void aNameThatGrowsBeyondTheLimitMakesTheDocumentUnreadable(String letter) {
    String begin = "n".repeat(130); // short ones stay as they are
    int room = 256 - "https://www.w3.org/ns/activitystreams#".length() - begin.length();
    int most = room / letter.getBytes(UTF_8).length;
    String document = "{\"@type\": \"Note\", \"as:" + begin + "%s\": 1}";
    byte[] fits = document.formatted(letter.repeat(most)).getBytes(UTF_8);
    byte[] grows = document.formatted(letter.repeat(most + 1)).getBytes(UTF_8);

    Read read = (Read) ApReader.standard().read(fits);
    assertThat(ApReader.standard().read(ApWriter.write(read.object()))).isInstanceOf(Read.class);
    assertThat(ApReader.standard().read(grows))
        .isInstanceOfSatisfying(
            ReadResult.Unreadable.class,
            unreadable ->
                assertThat(unreadable.reason()).isEqualTo(ReadResult.Reason.VALUE_TOO_LONG));
  }

  @Test
  void aScopedContextThatRenamesIsRemarkedUpon() {
    Read read =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
              {"Thing": {"@id": "https://x.example/#Thing", "@context": {"doer": "as:actor"}}}],
             "type": "Thing", "doer": "https://a.example/alice"}
            """);

    assertThat(kinds(read)).containsExactly(Kind.NOT_NORMALISED);
  }

  @Test
  void whatJsonLdCannotReadIsShownAsPlainJson() {
    Read read =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
               {"a": "b:c", "b": "a:d", "actor": "a:x"}],
             "type": "Like", "actor": "https://a.example/alice"}
            """);

    assertThat(kinds(read)).containsExactly(Kind.NOT_NORMALISED);
    assertThat(read.object().iri("actor")).contains(Iri.parse("https://a.example/alice"));
  }

  @TestFactory
  Stream<DynamicTest> renamedDocumentsHaveTheViewOfThePlainOnes() {
    return Vectors.json("activitystreams/good").stream()
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> sameWhenRenamed(Vectors.bytes(file))));
  }

  @Test
  void aRenamedMastodonPostHasTheViewOfThePlainOne() throws Exception {
    try (var in = getClass().getResourceAsStream("mastodon-create.json")) {
      sameWhenRenamed(in.readAllBytes());
    }
  }

  @Test
  void generatedDocumentsHaveTheSameViewOnBothPaths() {
    GeneratedDocuments.stream(200)
        .forEach(
            document -> {
              sameWhenRenamed(MAPPER.writeValueAsBytes(document));
              ObjectNode normalised =
                  Normaliser.normalise(document, DocumentCheck.of(document)).orElseThrow();
              assertThat(shape(normalised)).isEqualTo(shape(document));
            });
  }

  @TestFactory
  Stream<DynamicTest> theCorpusHasTheSameViewOnBothPaths() {
    return Stream.of("activitystreams/good", "samples")
        .flatMap(folder -> Vectors.json(folder).stream())
        .map(
            file ->
                DynamicTest.dynamicTest(
                    file.getFileName().toString(), () -> sameOnBothPaths(Vectors.bytes(file))));
  }

  private static void sameOnBothPaths(byte[] bytes) {
    ObjectNode plain = ((Read) ApReader.standard().read(bytes)).object().json();
    Normaliser.normalise(plain, DocumentCheck.of(plain))
        // Terms without a definition have a meaning in plain JSON only: one sample has such.
        .filter(normalised -> !normalised.toString().contains("\"_:"))
        .ifPresent(normalised -> assertThat(shape(normalised)).isEqualTo(shape(plain)));
  }

  private static void sameWhenRenamed(byte[] bytes) {
    ObjectNode plain = ((Read) ApReader.standard().read(bytes)).object().json();
    Renaming renaming = new Renaming(new Random(bytes.length));
    JsonNode body = renaming.rename(plain);
    ObjectNode renamed = JsonNodeFactory.instance.objectNode();
    ArrayNode context = renamed.putArray("@context");
    context.add("https://www.w3.org/ns/activitystreams");
    if (plain.get("@context") instanceof ArrayNode own) {
      own.forEach(context::add);
    }
    context.add(renaming.context);
    renamed.setAll((ObjectNode) body);

    Read read = (Read) ApReader.standard().read(MAPPER.writeValueAsBytes(renamed));

    if (!renaming.context.isEmpty()) {
      assertThat(kinds(read)).contains(Kind.NORMALISED);
    }
    assertThat(shape(read.object().json())).isEqualTo(shape(plain));
  }

  /** What JSON-LD does not tell apart: one value and an array of it, nothing and null. */
  private static JsonNode shape(JsonNode node) {
    if (node instanceof ArrayNode array) {
      ArrayNode shaped = JsonNodeFactory.instance.arrayNode();
      array.forEach(element -> shaped.add(shape(element)));
      return shaped.size() == 1 ? shaped.get(0) : shaped;
    }
    if (node instanceof ObjectNode object) {
      ObjectNode shaped = JsonNodeFactory.instance.objectNode();
      object.forEachEntry(
          (name, value) -> {
            JsonNode inner = shape(value);
            if (!name.equals("@context") && !inner.isNull() && !inner.isEmpty()
                || inner.isValueNode() && !inner.isNull() && !name.equals("@context")) {
              shaped.set(name, inner);
            }
          });
      return shaped;
    }
    return node;
  }

  private static Read read(String json) {
    return (Read) ApReader.standard().read(json.getBytes(UTF_8));
  }

  private static List<Kind> kinds(Read read) {
    return read.diagnostics().stream().map(Diagnostic::kind).toList();
  }

  /** Gives new names to the properties of a document, and the context that says so. */
  private static final class Renaming {
    private final ObjectNode context = JsonNodeFactory.instance.objectNode();
    private final Random random;

    Renaming(Random random) {
      this.random = random;
    }

    JsonNode rename(JsonNode node) {
      if (node instanceof ArrayNode array) {
        ArrayNode renamed = JsonNodeFactory.instance.arrayNode();
        array.forEach(element -> renamed.add(rename(element)));
        return renamed;
      }
      if (node instanceof ObjectNode object) {
        ObjectNode renamed = JsonNodeFactory.instance.objectNode();
        object.forEachEntry(
            (name, value) -> {
              if (!name.equals("@context")) {
                boolean map = name.endsWith("Map");
                renamed.set(rename(name), map ? value : rename(value));
              }
            });
        return renamed;
      }
      return node;
    }

    private String rename(String name) {
      Term term = Vocabulary.standard().term(name).orElse(null);
      if (term == null || (!context.has("x" + name) && random.nextInt(4) == 0)) {
        return name;
      }
      ObjectNode definition = context.putObject("x" + name).put("@id", term.iri());
      switch (term.kind()) {
        case REF -> definition.put("@type", "@id");
        case REFS -> definition.put("@type", "@id").put("@container", "@list");
        case LIST -> definition.put("@container", "@list");
        case MAP -> definition.put("@container", "@language");
        default -> {}
      }
      return "x" + name;
    }
  }
}
