package dev.hato.server.images;

/** What became of an upload: a picture that is safe to serve, or the reason why it is refused. */
public sealed interface ImageResult {

  /**
   * A picture without metadata, upright.
   *
   * @param kind the format that {@code original} and {@code small} are in
   * @param original the whole picture
   * @param width of {@code original}, in pixels
   * @param height of {@code original}, in pixels
   * @param small the preview
   * @param smallWidth of {@code small}, in pixels
   * @param smallHeight of {@code small}, in pixels
   * @param blurhash the few characters from which a client draws a placeholder
   */
  record Processed(
      ImageKind kind,
      byte[] original,
      int width,
      int height,
      byte[] small,
      int smallWidth,
      int smallHeight,
      String blurhash)
      implements ImageResult {}

  /** Why it is refused, as a sentence for the person who uploaded it. */
  record Refused(Reason reason) implements ImageResult {}

  /** The reasons, in the order in which they are looked for. */
  enum Reason {
    TOO_LARGE,
    UNKNOWN_FORMAT,
    TOO_MANY_PIXELS,
    BROKEN
  }
}
