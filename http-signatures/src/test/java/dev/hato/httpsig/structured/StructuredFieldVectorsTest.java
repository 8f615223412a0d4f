package dev.hato.httpsig.structured;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hato.httpsig.ConformanceTable;
import dev.hato.httpsig.Vectors;
import dev.hato.httpsig.structured.Member.InnerList;
import dev.hato.httpsig.structured.Member.Item;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The tests of the HTTP working group for structured fields, all of them. */
@ExtendWith(ConformanceTable.class)
class StructuredFieldVectorsTest {
  private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

  @Test
  void everyParseVectorIsReadAndWrittenAgain(ConformanceTable.Rows table) throws Exception {
    int count = 0;
    for (Path file : files(Vectors.folder("structured-fields"))) {
      for (JsonNode vector : Vectors.read(file)) {
        check(vector);
        count++;
      }
    }
    assertThat(count).isEqualTo(1591);
    table.add("structured fields, parsing", count, 1591, "");
  }

  @Test
  void everyValueThatNoFieldCanHoldIsRefused(ConformanceTable.Rows table) throws Exception {
    int count = 0;
    for (Path file : files(Vectors.folder("structured-fields").resolve("serialisation-tests"))) {
      for (JsonNode vector : Vectors.read(file)) {
        if (vector.path("must_fail").asBoolean(false)) {
          assertThatIllegalArgumentException()
              .as(vector.toString())
              .isThrownBy(() -> write(expected(vector)));
        } else {
          assertThat(write(expected(vector))).as(vector.toString()).isEqualTo(canonical(vector));
        }
        count++;
      }
    }
    assertThat(count).isEqualTo(544);
    table.add("structured fields, serialising", count, 544, "");
  }

  private static void check(JsonNode vector) {
    String raw = joined(vector.get("raw"));
    try {
      Object read = parse(raw, vector.get("header_type").asString());
      assertThat(vector.path("must_fail").asBoolean(false)).as(vector.toString()).isFalse();
      assertThat(write(read)).as(vector.toString()).isEqualTo(canonical(vector));
      assertThat(write(expected(vector))).as(vector.toString()).isEqualTo(canonical(vector));
    } catch (FieldSyntaxException e) {
      boolean may =
          vector.path("must_fail").asBoolean(false) || vector.path("can_fail").asBoolean(false);
      assertThat(may).as(vector + " " + e.getMessage()).isTrue();
    }
  }

  private static Object parse(String raw, String type) throws FieldSyntaxException {
    return switch (type) {
      case "dictionary" -> FieldParser.dictionary(raw);
      case "list" -> FieldParser.list(raw);
      default -> FieldParser.item(raw);
    };
  }

  @SuppressWarnings("unchecked") // the three kinds that parse and expected make
  private static String write(Object field) {
    return switch (field) {
      case Map<?, ?> dictionary -> FieldWriter.write((Map<String, Member>) dictionary);
      case List<?> list -> FieldWriter.write((List<Member>) list);
      default -> FieldWriter.write((Member) field);
    };
  }

  private static String canonical(JsonNode vector) {
    return joined(vector.has("canonical") ? vector.get("canonical") : vector.get("raw"));
  }

  private static String joined(JsonNode lines) {
    return String.join(", ", lines.valueStream().map(JsonNode::asString).toList());
  }

  private static Object expected(JsonNode vector) {
    JsonNode value = vector.get("expected");
    return switch (vector.get("header_type").asString()) {
      case "dictionary" -> {
        Map<String, Member> members = new LinkedHashMap<>();
        value.forEach(pair -> members.put(pair.get(0).asString(), member(pair.get(1))));
        yield members;
      }
      case "list" -> value.valueStream().map(StructuredFieldVectorsTest::member).toList();
      default -> member(value);
    };
  }

  private static Member member(JsonNode pair) {
    if (!pair.get(0).isArray()) {
      return item(pair);
    }
    List<Item> items = new ArrayList<>();
    pair.get(0).forEach(item -> items.add(item(item)));
    return new InnerList(items, parameters(pair.get(1)));
  }

  private static Item item(JsonNode pair) {
    return new Item(bare(pair.get(0)), parameters(pair.get(1)));
  }

  private static Parameters parameters(JsonNode pairs) {
    Map<String, Bare> values = new LinkedHashMap<>();
    pairs.forEach(pair -> values.put(pair.get(0).asString(), bare(pair.get(1))));
    return new Parameters(values);
  }

  private static Bare bare(JsonNode value) {
    if (value.isObject()) {
      JsonNode inner = value.get("value");
      return switch (value.get("__type").asString()) {
        case "token" -> new Bare.Token(inner.asString());
        case "binary" -> new Bare.Bytes(base32(inner.asString()));
        case "date" -> new Bare.Date(inner.asLong());
        default -> new Bare.Display(inner.asString());
      };
    }
    if (value.isBoolean()) {
      return new Bare.Bool(value.asBoolean());
    }
    if (value.isIntegralNumber()) {
      return new Bare.Int(value.asLong());
    }
    return value.isNumber() ? new Bare.Dec(value.decimalValue()) : new Bare.Text(value.asString());
  }

  private static byte[] base32(String text) {
    int buffer = 0;
    int bits = 0;
    var bytes = new java.io.ByteArrayOutputStream();
    for (byte c : text.replace("=", "").getBytes(UTF_8)) {
      buffer = buffer << 5 | BASE32.indexOf(c);
      bits += 5;
      if (bits >= 8) {
        bits -= 8;
        bytes.write(buffer >> bits);
      }
    }
    return bytes.toByteArray();
  }

  private static List<Path> files(Path folder) throws Exception {
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    }
  }
}
