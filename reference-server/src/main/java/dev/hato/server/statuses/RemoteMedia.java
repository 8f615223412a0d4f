package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Post;
import dev.hato.server.http.Json;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.media.Focus;
import dev.hato.storage.media.Media;
import dev.hato.storage.media.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** Attachments of remote posts: kept as addresses at their origin, with what is said of them. */
final class RemoteMedia {
  private static final int MOST = 16;
  private static final int MAX_DESCRIPTION = 10_000;
  private static final int MAX_BLURHASH = 255;
  private static final long MAX_SIDE = 100_000;

  private RemoteMedia() {}

  /** Pictures, films and sounds in their order; other files are left out. */
  static List<Media> read(Post post, Account author, Instant now) {
    return post.media().stream().limit(MOST).flatMap(m -> read(m, author, now).stream()).toList();
  }

  private static Optional<Media> read(
      dev.hato.activitypub.vocab.Media media, Account author, Instant now) {
    String contentType = media.mediaType().orElse("").toLowerCase(Locale.ROOT);
    Optional<MediaType> type = type(media, contentType);
    Optional<String> file =
        media.file().map(Iri::value).filter(RemotePostReader::fits).filter(_ -> type.isPresent());
    return file.map(
        url -> {
          Media.Builder kept =
              Media.newBuilder(author.id(), now)
                  .type(type.get())
                  .contentType(RemotePostReader.cut(contentType, 255))
                  .remoteUrl(url)
                  .description(
                      RemotePostReader.cut(media.description().orElse(""), MAX_DESCRIPTION))
                  .meta(meta(media));
          media.blurhash().filter(hash -> hash.length() <= MAX_BLURHASH).ifPresent(kept::blurhash);
          media
              .icon()
              .map(Iri::value)
              .filter(RemotePostReader::fits)
              .ifPresent(kept::thumbnailRemoteUrl);
          media.focalPoint().ifPresent(point -> kept.focus(new Focus(point.x(), point.y())));
          return kept.build();
        });
  }

  private static Optional<MediaType> type(
      dev.hato.activitypub.vocab.Media media, String contentType) {
    if (contentType.startsWith("image/") || (contentType.isEmpty() && media.is("Image"))) {
      return Optional.of(MediaType.IMAGE);
    }
    if (contentType.startsWith("video/") || (contentType.isEmpty() && media.is("Video"))) {
      return Optional.of(MediaType.VIDEO);
    }
    return contentType.startsWith("audio/") || (contentType.isEmpty() && media.is("Audio"))
        ? Optional.of(MediaType.AUDIO)
        : Optional.empty();
  }

  private static String meta(dev.hato.activitypub.vocab.Media media) {
    ObjectNode meta = Json.mapper().createObjectNode();
    long width = media.width().orElse(0);
    long height = media.height().orElse(0);
    if (width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE) {
      meta.putObject("original")
          .put("width", width)
          .put("height", height)
          .put("size", width + "x" + height)
          .put("aspect", (double) width / height);
    }
    media
        .focalPoint()
        .ifPresent(point -> meta.putObject("focus").put("x", point.x()).put("y", point.y()));
    return meta.toString();
  }
}
