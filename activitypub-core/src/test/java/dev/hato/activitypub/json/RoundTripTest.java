package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ReadResult.Read;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import dev.hato.httpsig.ConformanceTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Read, change one property, write: as JSON-LD nothing is different but the change. */
@ExtendWith(ConformanceTable.class)
class RoundTripTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final List<Term> CHANGEABLE =
      Vocabulary.standard().terms().stream().filter(GeneratedDocuments::isProperty).toList();

  @Test
  void aChangeOfOnePropertyLeavesTheRestOfTheCorpus(ConformanceTable.Rows table) {
    List<Path> files =
        Stream.of("activitystreams/good", "samples")
            .flatMap(folder -> Vectors.json(folder).stream())
            .toList();
    int documents = 0;
    for (Path file : files) {
      Read read = (Read) ApReader.standard().read(Vectors.bytes(file));
      if (!read.object().types().isEmpty()) {
        staysButForOneChange(read.object(), file.hashCode(), file.getFileName().toString());
        documents++;
      }
    }
    table.add("round trips of the corpus", documents, documents, "one property changed");
  }

  @Test
  void aChangeOfOnePropertyLeavesTheRestOfGeneratedDocuments(ConformanceTable.Rows table) {
    int count = 1_000;
    int[] seed = {0};
    GeneratedDocuments.stream(count)
        .forEach(
            document -> {
              Read read = (Read) ApReader.standard().read(MAPPER.writeValueAsBytes(document));
              assertThat(read.diagnostics()).as(document.toString()).isEmpty();
              staysButForOneChange(read.object(), seed[0]++, document.toString());
            });
    table.add("round trips, generated", count, count, "one property changed");
  }

  @Test
  void generatedDocumentsAreWrittenAsTheyWereRead() {
    GeneratedDocuments.stream(300)
        .forEach(
            document -> {
              Read read = (Read) ApReader.standard().read(MAPPER.writeValueAsBytes(document));
              assertThat(MAPPER.readTree(ApWriter.write(read.object())))
                  .isEqualTo(MAPPER.readTree(MAPPER.writeValueAsBytes(document)));
            });
  }

  private static void staysButForOneChange(ApObject object, long seed, String name) {
    Term term = CHANGEABLE.get(new Random(seed).nextInt(CHANGEABLE.size()));
    JsonNode value = GeneratedDocuments.valueFor(term, seed);

    byte[] written = ApWriter.write(object.with(term.name(), value));

    Map<String, Object> after = statements(written);
    Map<String, Object> before = statements(ApWriter.write(object));
    Object changed = after.remove(term.iri());
    before.remove(term.iri());
    assertThat(after).as(name + " with another " + term.name()).isEqualTo(before);
    if (object.json().has("@context")) {
      assertThat(changed).as(term.name() + " of " + name).isNotNull();
    }
    ApObject again = ((Read) ApReader.standard().read(written)).object();
    assertThat(again.json().get(term.name())).isEqualTo(value);
  }

  /** The expanded document, without terms that no context gives a meaning. */
  private static Map<String, Object> statements(byte[] bytes) {
    ObjectNode tree = ((Read) ApReader.standard().readAsItIs(bytes)).object().json();
    List<Object> expanded = Normaliser.expand(tree);
    assertThat(expanded).hasSizeLessThanOrEqualTo(1);
    Map<String, Object> statements = new TreeMap<>();
    if (!expanded.isEmpty()) {
      ((Map<?, ?>) expanded.get(0)).forEach((key, value) -> statements.put(key.toString(), value));
    }
    statements.keySet().removeIf(key -> key.startsWith("_:"));
    return statements;
  }
}
