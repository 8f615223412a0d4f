package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ReadResult.Read;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.httpsig.ConformanceTable;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

@ExtendWith(ConformanceTable.class)
class CorpusTest {
  private static final AtomicInteger WHOLE = new AtomicInteger();
  private static final AtomicInteger REMARKED = new AtomicInteger();

  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  @Test
  void theCorpusIsComplete() {
    assertThat(good()).hasSize(212);
    assertThat(Vectors.json("activitystreams/bad")).hasSize(20);
    assertThat(samples()).hasSize(23);
  }

  @AfterAll
  static void count(ConformanceTable.Rows table) {
    table.add("ActivityStreams, good", WHOLE.get(), 212, "round trips without loss");
    table.add("ActivityStreams, bad", REMARKED.get(), 20, "remark or refusal, no exception");
  }

  @TestFactory
  Stream<DynamicTest> goodDocumentsAreWrittenAsTheyWereRead() {
    return good().stream()
        .map(
            file ->
                test(
                    file,
                    () -> {
                      staysWhole(Vectors.bytes(file));
                      WHOLE.incrementAndGet();
                    }));
  }

  @TestFactory
  Stream<DynamicTest> samplesAreWrittenAsTheyWereRead() {
    return samples().stream().map(file -> test(file, () -> staysWhole(Vectors.bytes(file))));
  }

  @TestFactory
  Stream<DynamicTest> oneChangedPropertyLeavesTheRestAsItWas() {
    return documents().map(file -> test(file, () -> changesOnce(Vectors.bytes(file))));
  }

  @TestFactory
  Stream<DynamicTest> badDocumentsGiveARemarkOrARefusalAndNoException() {
    return Vectors.json("activitystreams/bad").stream()
        .map(
            file ->
                test(
                    file,
                    () -> {
                      ReadResult result = ApReader.standard().read(Vectors.bytes(file));
                      boolean remarked =
                          switch (result) {
                            case Read read -> !read.diagnostics().isEmpty();
                            case ReadResult.Unreadable refused -> !refused.detail().isEmpty();
                          };
                      assertThat(remarked).as(result.toString()).isTrue();
                      REMARKED.incrementAndGet();
                    }));
  }

  @Test
  void goodDocumentsAreReadWithoutRemarksButForValuesOfAnotherKind() {
    Map<String, String> remarks = new TreeMap<>();
    for (Path file : good()) {
      Read read = (Read) ApReader.standard().read(Vectors.bytes(file));
      if (!read.diagnostics().isEmpty()) {
        remarks.put(file.getFileName().toString(), read.diagnostics().toString());
      }
    }
    // A language map under the plain name, and coordinates in strings: kept, and remarked upon.
    assertThat(remarks)
        .isEqualTo(
            Map.of(
                "simple0011.json", "[WRONG_KIND at /name]",
                "simple0012.json", "[WRONG_KIND at /name]",
                "vocabulary-ex183-jsonld.json",
                    "[WRONG_KIND at /longitude, WRONG_KIND at /latitude]"));
  }

  @Test
  void theViewOfEachDocumentCanBeAskedForEverything() {
    documents().forEach(file -> ViewWalk.everyAccessorOf(read(Vectors.bytes(file))));
    Vectors.json("activitystreams/bad").stream()
        .map(file -> ApReader.standard().read(Vectors.bytes(file)))
        .forEach(
            result -> {
              if (result instanceof Read read) {
                ViewWalk.everyAccessorOf(read.object());
              }
            });
  }

  private static void staysWhole(byte[] bytes) {
    ApObject object = read(bytes);
    assertThat(MAPPER.readTree(ApWriter.write(object))).isEqualTo(MAPPER.readTree(bytes));
    assertThat(read(ApWriter.write(object))).isEqualTo(object);
  }

  private static void changesOnce(byte[] bytes) {
    ApObject object = read(bytes);
    List<String> names =
        object.json().propertyNames().stream().filter(name -> !name.equals("@context")).toList();
    Random random = new Random(bytes.length);
    String name = names.isEmpty() ? "name" : names.get(random.nextInt(names.size()));
    JsonNode value = MAPPER.valueToTree(Map.of("changed", random.nextInt()));

    ObjectNode changed = read(ApWriter.write(object.with(name, value))).json();

    ObjectNode expected = object.json().deepCopy();
    expected.set(name, value);
    assertThat(withoutContext(changed)).isEqualTo(withoutContext(expected));
    assertThat(object).isEqualTo(read(bytes));
    ApObject without = object.without(name);
    expected.remove(name);
    assertThat(withoutContext(without.json())).isEqualTo(withoutContext(expected));
  }

  private static ObjectNode withoutContext(ObjectNode object) {
    ObjectNode copy = object.deepCopy();
    copy.remove("@context");
    return copy;
  }

  private static ApObject read(byte[] bytes) {
    return ((Read) ApReader.standard().read(bytes)).object();
  }

  private static DynamicTest test(Path file, org.junit.jupiter.api.function.Executable body) {
    return DynamicTest.dynamicTest(file.getFileName().toString(), body);
  }

  private static Stream<Path> documents() {
    return Stream.concat(good().stream(), samples().stream());
  }

  private static List<Path> good() {
    return Vectors.json("activitystreams/good");
  }

  /** The documents among the samples: the rest are contexts. */
  private static List<Path> samples() {
    return Vectors.json("samples").stream()
        .filter(
            file -> {
              JsonNode json = MAPPER.readTree(Vectors.bytes(file));
              return !(json.size() == 1 && json.path("@context").isObject());
            })
        .toList();
  }
}
