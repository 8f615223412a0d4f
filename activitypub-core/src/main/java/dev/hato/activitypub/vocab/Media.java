package dev.hato.activitypub.vocab;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.node.ObjectNode;

/**
 * A media file: an attachment of a post, an avatar, or a post of a media server; {@link Document}
 * when nothing closer is known, {@link Image}, {@link Video}, {@link Audio}.
 */
public abstract class Media extends Post {
  /** Views a document. */
  protected Media(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** The media type. */
  public final Optional<String> mediaType() {
    return text("mediaType")
        .or(
            () ->
                objects("url", Link.class).stream()
                    .flatMap(l -> l.mediaType().stream())
                    .findFirst());
  }

  /** The file: http and https only; a link of this media kind before others. */
  public final Optional<Iri> file() {
    return WebLinks.media(json().get("url"), kind())
        .or(() -> webLinks("href").stream().findFirst());
  }

  /** The description for people who cannot see or hear it. */
  public final Optional<String> description() {
    return Optional.of(name())
        .filter(text -> !text.isEmpty())
        .or(() -> Optional.of(summary()).filter(text -> !text.isEmpty()))
        .map(LangText::value);
  }

  /** A few coloured shapes to show before it is loaded. */
  public final Optional<String> blurhash() {
    return text("blurhash");
  }

  /** The point that must stay visible when it is cropped. */
  public final Optional<FocalPoint> focalPoint() {
    return value("focalPoint").flatMap(FocalPoint::of);
  }

  /** Width in pixels. */
  public final OptionalLong width() {
    return whole("width");
  }

  /** Height in pixels. */
  public final OptionalLong height() {
    return whole("height");
  }

  /** How long it plays. */
  public final Optional<Duration> duration() {
    return text("duration").flatMap(Durations::read);
  }

  /** A still picture for it. */
  public final Optional<Iri> icon() {
    return objects("icon", Image.class).stream().flatMap(i -> i.file().stream()).findFirst();
  }

  private String kind() {
    if (is("Image")) {
      return "image/";
    }
    return is("Video") ? "video/" : is("Audio") ? "audio/" : mediaTypePrefix();
  }

  private String mediaTypePrefix() {
    return text("mediaType").map(type -> type.substring(0, type.indexOf('/') + 1)).orElse("");
  }

  @Override
  public abstract MediaBuilder<? extends Media> toBuilder();
}
