package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.apicatalog.rdf.canon.RdfCanon;
import com.apicatalog.rdf.nquads.NQuadsReader;
import com.apicatalog.rdf.nquads.NQuadsWriter;
import dev.hato.httpsig.ConformanceTable;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The W3C suite of RDFC-1.0, by the library and the limit of work that signatures are checked by.
 */
@ExtendWith(ConformanceTable.class)
class RdfCanonSuiteTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Test
  void theWholeSuitePasses(ConformanceTable.Rows table) {
    Path folder = Vectors.folder("rdf-canon");
    JsonNode entries =
        MAPPER.readTree(Vectors.bytes(folder.resolve("manifest.jsonld"))).get("entries");
    Map<String, String> failures = new TreeMap<>();
    for (JsonNode entry : entries) {
      String id = entry.get("id").stringValue();
      try {
        if (!passes(folder, entry)) {
          failures.put(id, "another result");
        }
      } catch (Exception e) {
        failures.put(id, e.toString());
      }
    }
    assertThat(failures).isEmpty();
    table.add("RDF canonicalisation", entries.size(), 86, "");
  }

  private static boolean passes(Path folder, JsonNode entry) throws Exception {
    String hash = entry.path("hashAlgorithm").asString("SHA256").replace("SHA", "SHA-");
    RdfCanon canon = CanonicalQuads.canon(hash);
    String input = Vectors.text(folder.resolve(entry.get("action").stringValue()));
    new NQuadsReader(new StringReader(input)).provide(canon);
    StringWriter text = new StringWriter();
    if (entry.get("type").stringValue().endsWith("NegativeEvalTest")) {
      try {
        canon.provide(new NQuadsWriter(text));
        return false;
      } catch (IllegalStateException tooMuchWork) {
        return true;
      }
    }
    canon.provide(new NQuadsWriter(text));
    String expected = Vectors.text(folder.resolve(entry.get("result").stringValue()));
    if (entry.get("type").stringValue().endsWith("MapTest")) {
      Map<String, String> labels = new TreeMap<>();
      canon.mapping().forEach((from, to) -> labels.put(bare(from), bare(to)));
      Map<String, String> wanted = new TreeMap<>();
      MAPPER.readTree(expected).forEachEntry((from, to) -> wanted.put(from, to.stringValue()));
      return labels.equals(wanted);
    }
    return text.toString().equals(expected);
  }

  private static String bare(String label) {
    return label.startsWith("_:") ? label.substring(2) : label;
  }
}
