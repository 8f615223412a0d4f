package dev.hato.server.media;

import dev.hato.server.files.FileNames;
import dev.hato.server.files.FileStore;
import dev.hato.server.html.TextLength;
import dev.hato.server.http.Params;
import dev.hato.server.http.Upload;
import dev.hato.server.images.ImageResult;
import dev.hato.server.images.ImageResult.Processed;
import dev.hato.server.images.Images;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.media.Focus;
import dev.hato.storage.media.Media;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Takes a picture that is to be attached to a post: prepares it (see {@link Images}), stores its
 * files on the disk, and then the row. A crash in between leaves a file that nothing refers to,
 * never a row without its file (R11).
 */
final class UploadMedia {
  static final int MAX_DESCRIPTION = 1_500;
  private static final int AT_A_TIME = 2;

  private final Transactions transactions;
  private final FileStore files;
  private final FileNames names;
  private final InstantSource clock;
  private final Semaphore decoders = new Semaphore(AT_A_TIME);

  UploadMedia(Transactions transactions, FileStore files, FileNames names, InstantSource clock) {
    this.transactions = transactions;
    this.files = files;
    this.names = names;
    this.clock = clock;
  }

  /** The stored upload; 422 for what is no picture, 503 when too many are prepared at a time. */
  Media upload(long accountId, Params params) {
    Upload upload =
        params
            .file("file")
            .orElseThrow(() -> Problem.invalid("Validation failed: File can't be blank"));
    String description = description(params);
    Optional<Focus> focus = focus(params);
    Processed picture = prepare(upload);
    try {
      String original = names.next("media", picture.kind().extension());
      String small = names.next("media", extensionOfPreview(picture));
      files.put(original, picture.original());
      files.put(small, picture.small());
      Media.Builder media =
          Media.newBuilder(accountId, clock.instant())
              .fileKey(original)
              .thumbnailKey(small)
              .contentType(picture.kind().mediaType())
              .fileSize(picture.original().length)
              .blurhash(picture.blurhash())
              .description(description)
              .meta(MediaMeta.of(picture, focus));
      focus.ifPresent(media::focus);
      return transactions.write(tx -> tx.media().add(media.build()));
    } catch (IOException e) {
      throw Problem.unavailable("The file could not be stored", Duration.ofSeconds(30)).causedBy(e);
    }
  }

  private Processed prepare(Upload upload) {
    if (upload.size() > Images.MAX_BYTES) {
      throw Problem.invalid("Validation failed: File is too large (maximum is 16 MB)");
    }
    try {
      if (!decoders.tryAcquire(20, java.util.concurrent.TimeUnit.SECONDS)) {
        throw Problem.unavailable("Too many pictures at a time", Duration.ofSeconds(10));
      }
      try {
        return accepted(Images.attachment(Files.readAllBytes(upload.path())));
      } finally {
        decoders.release();
      }
    } catch (IOException e) {
      throw Problem.unavailable("The file could not be read", Duration.ofSeconds(30)).causedBy(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The server is stopping", Duration.ofSeconds(30)).causedBy(e);
    }
  }

  private static Processed accepted(ImageResult result) {
    return switch (result) {
      case Processed picture -> picture;
      case ImageResult.Refused refused ->
          throw Problem.invalid(
              "Validation failed: "
                  + switch (refused.reason()) {
                    case TOO_LARGE -> "File is too large (maximum is 16 MB)";
                    case TOO_MANY_PIXELS -> "File has too many pixels (maximum is 16 megapixels)";
                    case UNKNOWN_FORMAT -> "File must be a JPEG, PNG, GIF or WebP picture";
                    case BROKEN -> "File is damaged";
                  });
    };
  }

  private static String extensionOfPreview(Processed picture) {
    return picture.kind() == dev.hato.server.images.ImageKind.JPEG ? "jpg" : "png";
  }

  static String description(Params params) {
    String text = params.string("description").orElse("").strip();
    if (TextLength.of(text) > MAX_DESCRIPTION) {
      throw Problem.invalid(
          "Validation failed: Description is too long (maximum is 1500 characters)");
    }
    return text;
  }

  /** {@code x,y} as clients send it. */
  static Optional<Focus> focus(Params params) {
    Optional<String> text = params.string("focus").filter(value -> !value.isBlank());
    if (text.isEmpty()) {
      return Optional.empty();
    }
    String[] parts = text.get().split(",", -1);
    try {
      double x = Double.parseDouble(parts[0]);
      double y = Double.parseDouble(parts.length > 1 ? parts[1] : "");
      return Optional.of(new Focus(Math.clamp(x, -1, 1), Math.clamp(y, -1, 1)));
    } catch (IllegalArgumentException e) {
      throw Problem.invalid("Validation failed: focus is two numbers from -1 to 1");
    }
  }
}
