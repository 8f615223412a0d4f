package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Document;
import dev.hato.activitypub.vocab.FocalPoint;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.MediaBuilder;
import dev.hato.server.http.Json;
import dev.hato.server.media.AttachmentView;
import dev.hato.storage.media.Media;
import tools.jackson.databind.JsonNode;

/** Attachments of local posts as ActivityPub documents. */
final class AttachmentDocuments {
  private final AttachmentView view;

  AttachmentDocuments(AttachmentView view) {
    this.view = view;
  }

  Document of(Media media) {
    MediaBuilder<Document> document =
        Document.newBuilder().file(Iri.parse(view.address(media)), media.contentType());
    if (!media.description().isEmpty()) {
      document.description(media.description());
    }
    if (!media.blurhash().isEmpty()) {
      document.blurhash(media.blurhash());
    }
    media.focus().ifPresent(focus -> document.focalPoint(new FocalPoint(focus.x(), focus.y())));
    JsonNode original = Json.mapper().readTree(media.meta()).path("original");
    long width = original.path("width").asLong(0);
    long height = original.path("height").asLong(0);
    if (width > 0 && height > 0) {
      document.size(width, height);
    }
    return document.build();
  }
}
