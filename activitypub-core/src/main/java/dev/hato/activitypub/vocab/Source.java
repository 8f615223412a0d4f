package dev.hato.activitypub.vocab;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The text of a post as its author wrote it.
 *
 * @param content the text
 * @param mediaType its form, for example {@code text/markdown}; {@code text/plain} when not said
 */
public record Source(String content, String mediaType) {
  static Optional<Source> of(JsonNode value) {
    if (value.isString()) {
      return Optional.of(new Source(value.stringValue(), "text/plain"));
    }
    @Nullable String content = Values.firstString(value.get("content"));
    @Nullable String mediaType = Values.firstString(value.get("mediaType"));
    return content == null
        ? Optional.empty()
        : Optional.of(new Source(content, mediaType == null ? "text/plain" : mediaType));
  }
}
