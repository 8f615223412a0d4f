package dev.hato.server.media;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.http.Json;
import dev.hato.storage.media.Media;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Renders attachments for clients. Pure and thread-safe. */
public final class AttachmentView {
  private final SiteUrls urls;

  public AttachmentView(SiteUrls urls) {
    this.urls = urls;
  }

  public ApiAttachment render(Media media) {
    String file = address(media);
    String thumbnail = thumbnail(media);
    return new ApiAttachment(
        Long.toString(media.id()),
        media.type().name().toLowerCase(Locale.ROOT),
        orNull(file),
        orNull(thumbnail),
        orNull(media.remoteUrl()),
        orNull(media.thumbnailRemoteUrl()),
        null,
        Json.mapper().readTree(media.meta()),
        orNull(media.description()),
        orNull(media.blurhash()));
  }

  /** Where the file is: our copy, else at its origin; empty while it is prepared. */
  public String address(Media media) {
    return media.fileKey().isEmpty() ? media.remoteUrl() : urls.file(media.fileKey());
  }

  /** Where the small picture is; the file itself when there is none. */
  public String thumbnail(Media media) {
    if (!media.thumbnailKey().isEmpty()) {
      return urls.file(media.thumbnailKey());
    }
    return media.thumbnailRemoteUrl().isEmpty() ? address(media) : media.thumbnailRemoteUrl();
  }

  private static @Nullable String orNull(String text) {
    return text.isEmpty() ? null : text;
  }
}
