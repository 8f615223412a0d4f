package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsReader;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import com.github.jsonldjava.core.DocumentLoader;
import com.github.jsonldjava.core.JsonLdError;
import com.github.jsonldjava.core.JsonLdOptions;
import com.github.jsonldjava.core.JsonLdProcessor;
import com.github.jsonldjava.core.RDFDataset;
import com.github.jsonldjava.core.RemoteDocument;
import com.github.jsonldjava.utils.JsonUtils;
import dev.hato.httpsig.ConformanceTable;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The JSON-LD API suites against JSON-LD Java, which is a processor of JSON-LD 1.0: all entries but
 * those of 1.1. What it does not pass is listed in a file, which must be exact, so that a newer
 * version of the library shows here what it changed.
 */
@ExtendWith(ConformanceTable.class)
class JsonLdSuiteTest {
  private static final String BASE = "https://w3c.github.io/json-ld-api/tests/";
  private static final Path KNOWN =
      Path.of("src/test/resources/dev/hato/activitypub/json/json-ld-not-passed.txt");

  @ParameterizedTest
  @ValueSource(strings = {"expand", "compact", "flatten", "toRdf", "fromRdf"})
  void theSuitePassesButForWhatIsListed(String suite, ConformanceTable.Rows table)
      throws Exception {
    Path folder = Vectors.folder("json-ld");
    TreeSet<String> failed = new TreeSet<>();
    int run = 0;
    int left = 0;
    for (Object element : sequence(folder.resolve(suite + "-manifest.jsonld"))) {
      Entry entry = new Entry((Map<?, ?>) element, folder, suite);
      if (entry.isOf11()) {
        left++;
        continue;
      }
      run++;
      if (!entry.passes()) {
        failed.add(suite + " " + entry.id());
      }
    }
    List<String> known =
        Files.readAllLines(KNOWN).stream()
            .filter(line -> line.startsWith(suite + " "))
            .map(line -> line.substring(0, line.indexOf(':')))
            .toList();
    assertThat(failed).containsExactlyInAnyOrderElementsOf(known);
    table.add(
        "JSON-LD 1.0 " + suite, run - failed.size(), run, "(" + left + " entries are of 1.1)");
  }

  private static List<?> sequence(Path manifest) throws IOException {
    return (List<?>) ((Map<?, ?>) json(manifest)).get("sequence");
  }

  private static Object json(Path file) throws IOException {
    return JsonUtils.fromString(Vectors.text(file));
  }

  /** One line of a manifest. */
  private record Entry(Map<?, ?> line, Path folder, String suite) {
    String id() {
      return line.get("@id").toString();
    }

    boolean isOf11() {
      return "json-ld-1.1".equals(option("specVersion"))
          || "json-ld-1.1".equals(option("processingMode"));
    }

    boolean passes() {
      boolean negative = line.get("@type").toString().contains("Negative");
      try {
        boolean equal = run();
        return !negative && equal;
      } catch (JsonLdError e) {
        return negative && e.getType().toString().equals(line.get("expectErrorCode"));
      } catch (Exception | StackOverflowError notOfTheLibrary) {
        return false;
      }
    }

    private boolean run() throws Exception {
      JsonLdOptions options = options();
      if (suite.equals("fromRdf")) {
        return same(JsonLdProcessor.fromRDF(text("input"), options), json(file("expect")));
      }
      Object input = json(file("input"));
      return switch (suite) {
        case "expand" -> same(JsonLdProcessor.expand(input, options), expected());
        case "compact" ->
            same(JsonLdProcessor.compact(input, json(file("context")), options), expected());
        case "flatten" ->
            same(
                JsonLdProcessor.flatten(
                    input, line.containsKey("context") ? json(file("context")) : null, options),
                expected());
        default ->
            sameQuads((RDFDataset) JsonLdProcessor.toRDF(input, options), line.get("expect"));
      };
    }

    private Object expected() throws IOException {
      return line.containsKey("expect") ? json(file("expect")) : Map.of();
    }

    private boolean sameQuads(RDFDataset dataset, Object expect) throws Exception {
      String ours = CanonicalQuads.of(dataset).orElseThrow();
      if (expect == null) {
        return true;
      }
      RdfCanon canon = CanonicalQuads.canon("SHA-256");
      new NQuadsReader(new StringReader(text("expect"))).provide(canon);
      StringWriter theirs = new StringWriter();
      canon.provide(new NQuadsWriter(theirs));
      return ours.equals(theirs.toString());
    }

    private JsonLdOptions options() throws IOException {
      JsonLdOptions options =
          new JsonLdOptions(
              Objects.requireNonNullElse(option("base"), BASE + line.get("input")).toString());
      options.setDocumentLoader(new FolderLoader(folder));
      if (option("expandContext") != null) {
        options.setExpandContext(json(folder.resolve(option("expandContext").toString())));
      }
      if (option("compactArrays") instanceof Boolean arrays) {
        options.setCompactArrays(arrays);
      }
      if (option("useNativeTypes") instanceof Boolean types) {
        options.setUseNativeTypes(types);
      }
      if (option("useRdfType") instanceof Boolean type) {
        options.setUseRdfType(type);
      }
      if (option("produceGeneralizedRdf") instanceof Boolean generalized) {
        options.setProduceGeneralizedRdf(generalized);
      }
      return options;
    }

    private Object option(String name) {
      return line.get("option") instanceof Map<?, ?> options ? options.get(name) : null;
    }

    private Path file(String property) {
      return folder.resolve(line.get(property).toString());
    }

    private String text(String property) {
      return Vectors.text(file(property));
    }
  }

  /** Equal as JSON-LD: the order counts in lists only. */
  private static boolean same(Object one, Object other) {
    if (one instanceof Map<?, ?> left && other instanceof Map<?, ?> right) {
      return left.keySet().equals(right.keySet())
          && left.entrySet().stream()
              .allMatch(
                  entry ->
                      entry.getKey().equals("@list")
                          ? sameList(entry.getValue(), right.get("@list"))
                          : same(entry.getValue(), right.get(entry.getKey())));
    }
    if (one instanceof List<?> left && other instanceof List<?> right) {
      List<Object> rest = new ArrayList<>(right);
      return left.size() == right.size()
          && left.stream()
              .allMatch(
                  element -> {
                    for (int i = 0; i < rest.size(); i++) {
                      if (same(element, rest.get(i))) {
                        rest.remove(i);
                        return true;
                      }
                    }
                    return false;
                  });
    }
    if (one instanceof Number left && other instanceof Number right) {
      return left.doubleValue() == right.doubleValue();
    }
    return Objects.equals(one, other);
  }

  private static boolean sameList(Object one, Object other) {
    if (!(one instanceof List<?> left) || !(other instanceof List<?> right)) {
      return same(one, other);
    }
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!same(left.get(i), right.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** Loads what belongs to the suite from its folder, and nothing else. */
  private static final class FolderLoader extends DocumentLoader {
    private final Path folder;

    FolderLoader(Path folder) {
      this.folder = folder;
    }

    @Override
    public RemoteDocument loadDocument(String url) {
      try {
        return new RemoteDocument(url, json(folder.resolve(url.substring(BASE.length()))));
      } catch (IOException | RuntimeException notThere) {
        throw new JsonLdError(JsonLdError.Error.LOADING_REMOTE_CONTEXT_FAILED);
      }
    }
  }
}
