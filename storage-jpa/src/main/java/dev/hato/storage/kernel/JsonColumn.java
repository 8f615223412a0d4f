package dev.hato.storage.kernel;

import java.util.List;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.json.JsonMapper;

/** A list of records kept as JSON text in one column, because it is only read as a whole. */
public final class JsonColumn<T> {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private final JavaType type;

  private JsonColumn(JavaType type) {
    this.type = type;
  }

  public static <T> JsonColumn<T> listOf(Class<T> element) {
    return new JsonColumn<>(MAPPER.getTypeFactory().constructCollectionType(List.class, element));
  }

  public String write(List<T> values) {
    return values.isEmpty() ? "[]" : MAPPER.writeValueAsString(values);
  }

  public List<T> read(String text) {
    if (text.equals("[]")) {
      return List.of();
    }
    List<T> values = MAPPER.readValue(text, type);
    return List.copyOf(values);
  }
}
