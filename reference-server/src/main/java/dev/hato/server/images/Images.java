package dev.hato.server.images;

import com.drew.imaging.ImageMetadataReader;
import com.drew.imaging.ImageProcessingException;
import com.drew.metadata.Metadata;
import com.drew.metadata.MetadataException;
import com.drew.metadata.exif.ExifIFD0Directory;
import dev.hato.server.images.ImageResult.Processed;
import dev.hato.server.images.ImageResult.Reason;
import dev.hato.server.images.ImageResult.Refused;
import io.trbl.blurhash.BlurHash;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import net.coobird.thumbnailator.Thumbnails;
import net.coobird.thumbnailator.geometry.Positions;

/**
 * Turns uploaded bytes into a picture that is safe to serve: the format is told by the bytes, the
 * size is read from the header before a pixel is decoded (a bomb is refused at once), the picture
 * is turned upright by its EXIF orientation and written anew, so that no metadata (places, names,
 * serial numbers) survives. Animated GIFs lose their metadata and keep their frames.
 *
 * <p>Thread-safe. Decoding happens in Java, in this process, and callers bound how many at a time.
 */
public final class Images {
  /** The most bytes of an upload. */
  public static final int MAX_BYTES = 16 * 1024 * 1024;

  /** The most pixels of an upload, 16 megapixels. */
  public static final long MAX_PIXELS = 16_777_216;

  private static final int SMALL_PIXELS = 640 * 360;
  private static final int DIMENSION = 16_384;

  private Images() {}

  /** Processes an attachment: the whole picture and a preview. */
  public static ImageResult attachment(byte[] upload) {
    return process(upload, Images::keep);
  }

  /** Processes an avatar or a header: cut to the given size in pixels, never enlarged. */
  public static ImageResult cropped(byte[] upload, int width, int height) {
    return process(upload, image -> crop(image, width, height));
  }

  private interface Shape {
    BufferedImage apply(BufferedImage image) throws IOException;
  }

  private static ImageResult process(byte[] upload, Shape shape) {
    if (upload.length > MAX_BYTES) {
      return new Refused(Reason.TOO_LARGE);
    }
    Optional<ImageKind> kind = ImageKind.of(upload);
    if (kind.isEmpty()) {
      return new Refused(Reason.UNKNOWN_FORMAT);
    }
    try {
      if (isTooLarge(upload, kind.get())) {
        return new Refused(Reason.TOO_MANY_PIXELS);
      }
      BufferedImage whole = shape.apply(upright(decode(upload), orientation(upload)));
      return encode(whole, upload, kind.get(), shape);
    } catch (IOException | RuntimeException e) {
      // Decoders throw all sorts of unchecked exceptions on crafted input; each means the same.
      return new Refused(Reason.BROKEN);
    }
  }

  private static ImageResult encode(BufferedImage whole, byte[] upload, ImageKind kind, Shape shape)
      throws IOException {
    ImageKind written = kind == ImageKind.JPEG ? ImageKind.JPEG : ImageKind.PNG;
    byte[] original = write(whole, written);
    if (kind == ImageKind.GIF && GifFrames.count(upload) > 1 && shape.apply(whole) == whole) {
      return processed(ImageKind.GIF, GifFrames.withoutComments(upload), whole);
    }
    return processed(written, original, whole);
  }

  private static Processed processed(ImageKind kind, byte[] original, BufferedImage whole)
      throws IOException {
    BufferedImage small = fit(whole, SMALL_PIXELS);
    return new Processed(
        kind,
        original,
        whole.getWidth(),
        whole.getHeight(),
        write(small, kind == ImageKind.JPEG ? ImageKind.JPEG : ImageKind.PNG),
        small.getWidth(),
        small.getHeight(),
        BlurHash.encode(fit(flat(small), 32 * 32)));
  }

  private static boolean isTooLarge(byte[] upload, ImageKind kind) throws IOException {
    try (ImageInputStream in = ImageIO.createImageInputStream(new ByteArrayInputStream(upload))) {
      Iterator<ImageReader> readers = ImageIO.getImageReadersByMIMEType(kind.mediaType());
      if (!readers.hasNext()) {
        throw new IOException("no decoder for " + kind);
      }
      ImageReader reader = readers.next();
      try {
        reader.setInput(in, true, true);
        long width = reader.getWidth(0);
        long height = reader.getHeight(0);
        return width > DIMENSION || height > DIMENSION || width * height > MAX_PIXELS;
      } finally {
        reader.dispose();
      }
    }
  }

  private static BufferedImage decode(byte[] upload) throws IOException {
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(upload));
    if (image == null) {
      throw new IOException("not decodable");
    }
    return image;
  }

  private static int orientation(byte[] upload) {
    try {
      Metadata metadata = ImageMetadataReader.readMetadata(new ByteArrayInputStream(upload));
      ExifIFD0Directory exif = metadata.getFirstDirectoryOfType(ExifIFD0Directory.class);
      boolean present = exif != null && exif.containsTag(ExifIFD0Directory.TAG_ORIENTATION);
      return present ? exif.getInt(ExifIFD0Directory.TAG_ORIENTATION) : 1;
    } catch (ImageProcessingException | MetadataException | IOException e) {
      return 1; // no usable metadata means upright
    }
  }

  /** Turns and mirrors by the eight EXIF orientations (CIPA DC-008, tag 0x0112). */
  private static BufferedImage upright(BufferedImage image, int orientation) {
    if (orientation < 2 || orientation > 8) {
      return image;
    }
    int width = image.getWidth();
    int height = image.getHeight();
    boolean swapped = orientation >= 5;
    AffineTransform turn =
        switch (orientation) {
          case 2 -> new AffineTransform(-1, 0, 0, 1, width, 0);
          case 3 -> new AffineTransform(-1, 0, 0, -1, width, height);
          case 4 -> new AffineTransform(1, 0, 0, -1, 0, height);
          case 5 -> new AffineTransform(0, 1, 1, 0, 0, 0);
          case 6 -> new AffineTransform(0, 1, -1, 0, height, 0);
          case 7 -> new AffineTransform(0, -1, -1, 0, height, width);
          default -> new AffineTransform(0, -1, 1, 0, 0, width);
        };
    BufferedImage turned =
        new BufferedImage(swapped ? height : width, swapped ? width : height, typeOf(image));
    Graphics2D canvas = turned.createGraphics();
    canvas.drawImage(image, turn, null);
    canvas.dispose();
    return turned;
  }

  private static BufferedImage keep(BufferedImage image) {
    return image;
  }

  private static BufferedImage crop(BufferedImage image, int width, int height) throws IOException {
    double aspect = (double) width / height;
    int cutWidth = (int) Math.max(1, Math.min(image.getWidth(), image.getHeight() * aspect));
    int cutHeight = (int) Math.max(1, Math.min(image.getHeight(), image.getWidth() / aspect));
    return Thumbnails.of(image)
        .sourceRegion(Positions.CENTER, cutWidth, cutHeight)
        .forceSize(Math.min(width, cutWidth), Math.min(height, cutHeight))
        .asBufferedImage();
  }

  private static BufferedImage fit(BufferedImage image, int pixels) throws IOException {
    double area = (double) image.getWidth() * image.getHeight();
    if (area <= pixels) {
      return image;
    }
    return Thumbnails.of(image).scale(Math.sqrt(pixels / area)).asBufferedImage();
  }

  private static byte[] write(BufferedImage image, ImageKind kind) throws IOException {
    var out = new ByteArrayOutputStream();
    if (kind == ImageKind.JPEG) {
      Thumbnails.of(flat(image))
          .scale(1)
          .outputFormat("jpg")
          .outputQuality(0.9)
          .toOutputStream(out);
    } else {
      ImageIO.write(image, "png", out);
    }
    return out.toByteArray();
  }

  /** JPEG has no transparency and no indexed colours: paint on white. */
  private static BufferedImage flat(BufferedImage image) {
    if (image.getType() == BufferedImage.TYPE_INT_RGB) {
      return image;
    }
    var flat = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_RGB);
    Graphics2D canvas = flat.createGraphics();
    canvas.setRenderingHint(RenderingHints.KEY_RENDERING, RenderingHints.VALUE_RENDER_QUALITY);
    canvas.drawImage(image, 0, 0, Color.WHITE, null);
    canvas.dispose();
    return flat;
  }

  private static int typeOf(BufferedImage image) {
    return image.getColorModel().hasAlpha()
        ? BufferedImage.TYPE_INT_ARGB
        : BufferedImage.TYPE_INT_RGB;
  }
}
