package dev.hato.activitypub.collections;

import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.OrderedCollection;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Writes a served collection as documents: the collection itself with a link to its first page, and
 * pages under {@code ?cursor=…} (ActivityPub §5).
 */
public final class CollectionWriter {
  private static final int PAGE = 20;
  private static final String PARAMETER = "cursor=";

  private CollectionWriter() {}

  /**
   * The document for a request.
   *
   * @param id of the collection
   * @param rawQuery of the request, empty for the collection itself
   */
  public static ApObject write(Iri id, String rawQuery, ServedCollection collection) {
    Optional<String> cursor = cursor(rawQuery);
    return cursor.isPresent() ? page(id, cursor.get(), collection) : whole(id, collection);
  }

  private static ApObject whole(Iri id, ServedCollection collection) {
    var document = OrderedCollection.newBuilder().id(id);
    collection.totalItems().ifPresent(document::totalItems);
    return document.first(at(id, CollectionQuery.START)).build();
  }

  private static ApObject page(Iri id, String cursor, ServedCollection collection) {
    CollectionSlice slice = collection.page(new CollectionQuery(cursor, PAGE));
    var page = CollectionPage.newBuilder().id(at(id, cursor)).partOf(id);
    collection.totalItems().ifPresent(page::totalItems);
    slice.next().ifPresent(next -> page.next(at(id, next)));
    return page.items(slice.items()).build();
  }

  private static Iri at(Iri id, String cursor) {
    return Iri.parse(id + "?" + PARAMETER + URLEncoder.encode(cursor, StandardCharsets.UTF_8));
  }

  private static Optional<String> cursor(String rawQuery) {
    for (String pair : rawQuery.split("&")) {
      if (pair.startsWith(PARAMETER)) {
        try {
          String value = pair.substring(PARAMETER.length());
          return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException badEscape) {
          return Optional.of(CollectionQuery.START);
        }
      }
    }
    return Optional.empty();
  }
}
