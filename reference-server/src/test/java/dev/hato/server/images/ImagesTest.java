package dev.hato.server.images;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.images.ImageResult.Processed;
import dev.hato.server.images.ImageResult.Reason;
import dev.hato.server.images.ImageResult.Refused;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ImagesTest {
  @Test
  void pngKeepsItsSizeAndGetsPreviewAndBlurhash() throws Exception {
    var result = (Processed) Images.attachment(encode(picture(1200, 800), "png"));
    assertThat(result.kind()).isEqualTo(ImageKind.PNG);
    assertThat(result.width()).isEqualTo(1200);
    assertThat(result.height()).isEqualTo(800);
    assertThat(result.smallWidth() * result.smallHeight()).isLessThanOrEqualTo(640 * 361);
    assertThat((double) result.smallWidth() / result.smallHeight()).isBetween(1.49, 1.51);
    assertThat(result.blurhash()).matches("[0-9A-Za-z#$%*+,\\-.:;=?@\\[\\]^_{|}~]{6,}");
  }

  @Test
  void exifOrientationIsAppliedAndAllMetadataIsGone() throws Exception {
    BufferedImage wide = picture(40, 20);
    byte[] turned = withExif(encode(wide, "jpg"), 6, "Secret place");
    assertThat(new String(turned, StandardCharsets.ISO_8859_1)).contains("Secret place");
    var result = (Processed) Images.attachment(turned);
    assertThat(result.width()).isEqualTo(20);
    assertThat(result.height()).isEqualTo(40);
    assertThat(new String(result.original(), StandardCharsets.ISO_8859_1))
        .doesNotContain("Secret place")
        .doesNotContain("Exif");
    BufferedImage upright = ImageIO.read(new ByteArrayInputStream(result.original()));
    // Orientation 6: the stored left edge is the top edge; the left half of the picture is red.
    assertThat(new Color(upright.getRGB(10, 3)).getRed()).isGreaterThan(180);
    assertThat(new Color(upright.getRGB(10, 36)).getRed()).isLessThan(80);
  }

  @Test
  void J40_bombIsRefusedByItsHeader() throws Exception {
    byte[] bomb = pngHeader(50_000, 50_000);
    assertThat(Images.attachment(bomb)).isEqualTo(new Refused(Reason.TOO_MANY_PIXELS));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
        "push graphic-context",
        "#EXTM3U\n",
        "ephemeral:/etc/passwd",
        "%PDF-1.4",
        "{\"type\":\"Person\"}",
        ""
      })
  void M6_K09_whatIsNoPictureIsRefusedBeforeAnyDecoder(String content) {
    assertThat(Images.attachment(content.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new Refused(Reason.UNKNOWN_FORMAT));
  }

  @Test
  void brokenPictureIsRefused() throws Exception {
    byte[] png = encode(picture(100, 100), "png");
    byte[] cut = java.util.Arrays.copyOf(png, 60);
    assertThat(Images.attachment(cut)).isEqualTo(new Refused(Reason.BROKEN));
  }

  @Test
  void avatarIsCutToASquareAndNeverEnlarged() throws Exception {
    var large = (Processed) Images.cropped(encode(picture(1000, 500), "jpg"), 400, 400);
    assertThat(large.width()).isEqualTo(400);
    assertThat(large.height()).isEqualTo(400);
    var small = (Processed) Images.cropped(encode(picture(50, 100), "png"), 400, 400);
    assertThat(small.width()).isEqualTo(50);
    assertThat(small.height()).isEqualTo(50);
  }

  @Test
  void gifCommentsGoAndFramesStay() throws Exception {
    byte[] gif = animatedGif();
    assertThat(new String(gif, StandardCharsets.ISO_8859_1)).contains("my house");
    var result = (Processed) Images.attachment(gif);
    assertThat(result.kind()).isEqualTo(ImageKind.GIF);
    assertThat(new String(result.original(), StandardCharsets.ISO_8859_1))
        .doesNotContain("my house")
        .contains("NETSCAPE2.0");
    assertThat(GifFrames.count(result.original())).isEqualTo(2);
  }

  private static BufferedImage picture(int width, int height) {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    var canvas = image.createGraphics();
    canvas.setColor(Color.RED);
    canvas.fillRect(0, 0, width / 2, height);
    canvas.setColor(Color.BLUE);
    canvas.fillRect(width / 2, 0, width - width / 2, height);
    canvas.dispose();
    return image;
  }

  private static byte[] encode(BufferedImage image, String format) throws Exception {
    var out = new ByteArrayOutputStream();
    assertThat(ImageIO.write(image, format, out)).isTrue();
    return out.toByteArray();
  }

  /** Puts an APP1 segment with an orientation and a description behind the JPEG's first marker. */
  private static byte[] withExif(byte[] jpeg, int orientation, String description)
      throws Exception {
    byte[] text = (description + "\0").getBytes(StandardCharsets.US_ASCII);
    var tiff = new ByteArrayOutputStream();
    var data = new DataOutputStream(tiff);
    data.writeBytes("MM");
    data.writeShort(42);
    data.writeInt(8);
    data.writeShort(2);
    data.writeShort(0x010e);
    data.writeShort(2);
    data.writeInt(text.length);
    data.writeInt(8 + 2 + 2 * 12 + 4);
    data.writeShort(0x0112);
    data.writeShort(3);
    data.writeInt(1);
    data.writeShort(orientation);
    data.writeShort(0);
    data.writeInt(0);
    data.write(text);
    var out = new ByteArrayOutputStream();
    var all = new DataOutputStream(out);
    all.write(jpeg, 0, 2);
    all.writeShort(0xffe1);
    all.writeShort(2 + 6 + tiff.size());
    all.writeBytes("Exif\0\0");
    all.write(tiff.toByteArray());
    all.write(jpeg, 2, jpeg.length - 2);
    return out.toByteArray();
  }

  private static byte[] pngHeader(int width, int height) throws Exception {
    var chunk = new ByteArrayOutputStream();
    var data = new DataOutputStream(chunk);
    data.writeBytes("IHDR");
    data.writeInt(width);
    data.writeInt(height);
    data.write(new byte[] {1, 0, 0, 0, 0});
    var crc = new CRC32();
    crc.update(chunk.toByteArray());
    var out = new ByteArrayOutputStream();
    var png = new DataOutputStream(out);
    png.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10});
    png.writeInt(13);
    png.write(chunk.toByteArray());
    png.writeInt((int) crc.getValue());
    return out.toByteArray();
  }

  private static byte[] animatedGif() throws Exception {
    byte[] still = encode(picture(8, 8), "gif");
    int table = 13 + 3 * (1 << ((still[10] & 7) + 1));
    int frame = table;
    while ((still[frame] & 0xff) != 0x2c) {
      frame += 2;
      while (still[frame] != 0) {
        frame += 1 + (still[frame] & 0xff);
      }
      frame++;
    }
    var out = new ByteArrayOutputStream();
    out.write(still, 0, table);
    out.write(new byte[] {0x21, (byte) 0xff, 11});
    out.write("NETSCAPE2.0".getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[] {3, 1, 0, 0, 0});
    out.write(new byte[] {0x21, (byte) 0xfe, 8});
    out.write("my house".getBytes(StandardCharsets.US_ASCII));
    out.write(0);
    out.write(still, frame, still.length - 1 - frame);
    out.write(still, frame, still.length - 1 - frame);
    out.write(0x3b);
    return out.toByteArray();
  }
}
