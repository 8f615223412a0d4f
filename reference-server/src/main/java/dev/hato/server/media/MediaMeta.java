package dev.hato.server.media;

import dev.hato.server.http.Json;
import dev.hato.server.images.ImageResult.Processed;
import dev.hato.storage.media.Focus;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** The {@code meta} object of an attachment: sizes and focus, as clients use them for layout. */
final class MediaMeta {
  private MediaMeta() {}

  static String of(Processed picture, Optional<Focus> focus) {
    ObjectNode meta = Json.mapper().createObjectNode();
    meta.set("original", size(picture.width(), picture.height()));
    meta.set("small", size(picture.smallWidth(), picture.smallHeight()));
    focus.ifPresent(point -> put(meta, point));
    return meta.toString();
  }

  /** The same object with another focus. */
  static String with(String meta, Focus focus) {
    ObjectNode changed = (ObjectNode) Json.mapper().readTree(meta);
    put(changed, focus);
    return changed.toString();
  }

  private static void put(ObjectNode meta, Focus focus) {
    meta.putObject("focus").put("x", focus.x()).put("y", focus.y());
  }

  private static ObjectNode size(int width, int height) {
    return Json.mapper()
        .createObjectNode()
        .put("width", width)
        .put("height", height)
        .put("size", width + "x" + height)
        .put("aspect", (double) width / height);
  }
}
