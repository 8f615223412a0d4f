package dev.hato.activitypub.vocab;

import java.time.Duration;
import java.util.List;

/**
 * Makes media files.
 *
 * @param <T> the class of the file
 */
public final class MediaBuilder<T extends Media> extends ObjectBuilder<T, MediaBuilder<T>> {
  MediaBuilder(String type, TypeRegistry.View<T> constructor) {
    super(type, constructor);
  }

  MediaBuilder(ApObject original, TypeRegistry.View<T> constructor) {
    super(original, constructor);
  }

  /** Sets the file's address and media type. */
  public MediaBuilder<T> file(Iri url, String mediaType) {
    return set("mediaType", mediaType).set("url", url);
  }

  /** Sets the description for people who cannot see or hear it. */
  public MediaBuilder<T> description(String text) {
    return set("name", text);
  }

  /** Sets the few coloured shapes to show before it is loaded. */
  public MediaBuilder<T> blurhash(String blurhash) {
    return set("blurhash", blurhash);
  }

  /** Sets the point that must stay visible when it is cropped. */
  public MediaBuilder<T> focalPoint(FocalPoint point) {
    return set("focalPoint", List.of(point.x(), point.y()));
  }

  /** Sets width and height in pixels. */
  public MediaBuilder<T> size(long width, long height) {
    return set("width", width).set("height", height);
  }

  /** Sets how long it plays. */
  public MediaBuilder<T> duration(Duration duration) {
    return set("duration", duration.toString());
  }
}
