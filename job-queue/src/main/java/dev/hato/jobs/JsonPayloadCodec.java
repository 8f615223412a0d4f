package dev.hato.jobs;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes payloads as JSON. Properties that the record does not have are passed over, so that a
 * worker of the previous version can read what the next one enqueues.
 */
final class JsonPayloadCodec<T> implements PayloadCodec<T> {
  private static final JsonMapper MAPPER =
      JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();

  private final ObjectReader reader;
  private final ObjectWriter writer;

  JsonPayloadCodec(Class<T> type) {
    this.reader = MAPPER.readerFor(type);
    this.writer = MAPPER.writerFor(type);
  }

  @Override
  public String encode(T payload) {
    return writer.writeValueAsString(payload);
  }

  @Override
  public T decode(String text) {
    T payload = reader.readValue(text);
    if (payload == null) {
      throw new IllegalArgumentException("the payload is null");
    }
    return payload;
  }
}
