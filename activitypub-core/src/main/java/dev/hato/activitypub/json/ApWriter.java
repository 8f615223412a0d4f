package dev.hato.activitypub.json;

import dev.hato.activitypub.vocab.ApObject;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes documents as compact UTF-8 JSON, in the order in which they hold their properties. The
 * bytes are what is signed and sent: write once, keep the bytes. Thread-safe.
 */
public final class ApWriter {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  private ApWriter() {}

  /** The bytes of a document. */
  public static byte[] write(ApObject object) {
    return MAPPER.writeValueAsBytes(object.json());
  }
}
