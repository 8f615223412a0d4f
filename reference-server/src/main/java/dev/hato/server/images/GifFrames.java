package dev.hato.server.images;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Walks the blocks of a GIF (GIF89a specification §12 to §27) without decoding a pixel, to count
 * its frames and to leave out the comments and application data that may carry metadata; the loop
 * count (NETSCAPE2.0) stays.
 */
final class GifFrames {
  private static final int HEADER = 13;
  private static final int EXTENSION = 0x21;
  private static final int IMAGE = 0x2c;
  private static final int TRAILER = 0x3b;
  private static final int COMMENT = 0xfe;
  private static final int PLAIN_TEXT = 0x01;
  private static final int APPLICATION = 0xff;

  private final byte[] gif;
  private final ByteArrayOutputStream kept;
  private int at;
  private int frames;

  private GifFrames(byte[] gif) {
    this.gif = gif;
    this.kept = new ByteArrayOutputStream(gif.length);
  }

  /** How many pictures the animation has. */
  static int count(byte[] gif) throws IOException {
    return new GifFrames(gif).walk().frames;
  }

  /** The same animation without comments, plain-text and application blocks. */
  static byte[] withoutComments(byte[] gif) throws IOException {
    return new GifFrames(gif).walk().kept.toByteArray();
  }

  private GifFrames walk() throws IOException {
    require(HEADER);
    copy(0, HEADER + colours(10));
    at = HEADER + colours(10);
    while (at < gif.length) {
      int start = at;
      switch (unsigned(at)) {
        case TRAILER -> {
          kept.write(TRAILER);
          return this;
        }
        case IMAGE -> image(start);
        case EXTENSION -> extension(start);
        default -> throw new IOException("unknown GIF block at " + at);
      }
    }
    throw new IOException("a GIF without its end");
  }

  private void image(int start) throws IOException {
    require(at + 10);
    at += 10 + colours(at + 9) + 1;
    skipSubBlocks();
    copy(start, at);
    frames++;
  }

  private void extension(int start) throws IOException {
    require(at + 2);
    int label = unsigned(at + 1);
    at += 2;
    boolean loop = label == APPLICATION && isNetscape(at);
    skipSubBlocks();
    if (loop || (label != COMMENT && label != PLAIN_TEXT && label != APPLICATION)) {
      copy(start, at);
    }
  }

  private boolean isNetscape(int block) throws IOException {
    require(block + 12);
    return new String(gif, block + 1, 11, java.nio.charset.StandardCharsets.ISO_8859_1)
        .equals("NETSCAPE2.0");
  }

  private void skipSubBlocks() throws IOException {
    int length;
    do {
      length = unsigned(at);
      at += 1 + length;
    } while (length != 0);
  }

  /** The bytes of the colour table that the packed field at {@code position} announces. */
  private int colours(int position) throws IOException {
    int packed = unsigned(position);
    return (packed & 0x80) == 0 ? 0 : 3 * (1 << ((packed & 7) + 1));
  }

  private int unsigned(int position) throws IOException {
    require(position + 1);
    return gif[position] & 0xff;
  }

  private void require(int length) throws IOException {
    if (gif.length < length) {
      throw new IOException("a GIF that ends early");
    }
  }

  private void copy(int from, int to) throws IOException {
    require(to);
    kept.write(gif, from, to - from);
  }
}
