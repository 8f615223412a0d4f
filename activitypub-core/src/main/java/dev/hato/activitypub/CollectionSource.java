package dev.hato.activitypub;

import dev.hato.activitypub.collections.ServedCollection;
import java.util.Optional;

/** The application's collections behind one route. Called from many threads. */
@FunctionalInterface
public interface CollectionSource {
  /** The collection as who asks may see it; empty when there is none. */
  Optional<ServedCollection> find(DocumentRequest request);
}
