package dev.hato.activitypub.proof;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.json.Vectors;
import dev.hato.httpsig.ConformanceTable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@ExtendWith(ConformanceTable.class)
class JcsTest {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

  @Test
  void documentsOfRfc8785HaveTheirCanonicalForm(ConformanceTable.Rows table) throws Exception {
    Path folder = Vectors.folder("jcs");
    List<Path> inputs = Vectors.json("jcs/input");
    assertThat(inputs).hasSize(6);
    for (Path input : inputs) {
      byte[] expected = Vectors.bytes(folder.resolve("output").resolve(input.getFileName()));
      assertThat(Jcs.canonical(MAPPER.readTree(Vectors.bytes(input))))
          .as(input.getFileName().toString())
          .isEqualTo(expected);
    }
    table.add("JCS documents", inputs.size(), 6, "");
  }

  @Test
  void tenThousandNumbersAreWrittenAsJavaScriptDoes(ConformanceTable.Rows table) throws Exception {
    List<String> lines = Files.readAllLines(Vectors.folder("jcs").resolve("numbers-10000.txt"));
    assertThat(lines).hasSize(10_000);
    for (String line : lines) {
      int comma = line.indexOf(',');
      double number = Double.longBitsToDouble(Long.parseUnsignedLong(line.substring(0, comma), 16));
      assertThat(Jcs.number(number)).isEqualTo(line.substring(comma + 1));
    }
    table.add("JCS numbers", lines.size(), 10_000, "");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-0.0, 0",
    "4.9e-324, 5e-324",
    "1.7976931348623157e308, 1.7976931348623157e+308",
    "9007199254740993, 9007199254740992",
    "1e21, 1e+21",
    "999999999999999900000, 999999999999999900000",
    "1e-6, 0.000001",
    "1e-7, 1e-7",
    "2e-3, 0.002",
    "-71.184902, -71.184902",
    "1e23, 1e+23"
  })
  void numbersAtTheEdges(String json, String canonical) {
    assertThat(new String(Jcs.canonical(MAPPER.readTree(json)), StandardCharsets.UTF_8))
        .isEqualTo(canonical);
  }

  @Test
  void everyNumberThatIsWrittenReadsAsItself() {
    java.util.Random random = new java.util.Random(5);
    for (int i = 0; i < 20_000; i++) {
      double number = Double.longBitsToDouble(random.nextLong());
      if (Double.isFinite(number)) {
        assertThat(Double.parseDouble(Jcs.number(number))).isEqualTo(number == 0 ? 0.0 : number);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"1e400", "-1e400", "\"\\ud800\"", "[\"a\\ud800b\"]"})
  void whatIJsonDoesNotHaveIsRefused(String json) {
    JsonNode node = MAPPER.readTree(json);

    assertThatThrownBy(() -> Jcs.canonical(node)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void controlCharactersAreEscapedAndNothingElseIs() {
    String json = "\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\\u007f\\u2028\\u20ac\\ud83d\\ude00\"";

    assertThat(new String(Jcs.canonical(MAPPER.readTree(json)), StandardCharsets.UTF_8))
        .isEqualTo("\"\\u0000\\u001f\\b\\t\\n\\f\\r\\\"\\\\/\u007f\u2028\u20ac\ud83d\ude00\"");
  }
}
