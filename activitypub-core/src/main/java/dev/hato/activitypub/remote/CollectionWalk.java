package dev.hato.activitypub.remote;

import dev.hato.activitypub.remote.FetchResult.Fetched;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Collection;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads the items of a remote collection: at most ten pages and so many items, all of the
 * collection's origin, no page twice. What was read before a page failed is kept.
 */
final class CollectionWalk {
  private static final int MOST_PAGES = 10;

  private final Documents documents;
  private final FetchBudget budget;
  private final Iri collection;
  private final int limit;
  private final List<Ref<ApObject>> items = new ArrayList<>();
  private final Set<Iri> visited = new HashSet<>();
  private OptionalLong total = OptionalLong.empty();
  private boolean whole = true;

  CollectionWalk(Documents documents, FetchBudget budget, Iri collection, int limit) {
    this.documents = documents;
    this.budget = budget;
    this.collection = collection;
    this.limit = limit;
  }

  /** All ids, or none: a list with a gap would be another list. */
  FetchResult<List<Iri>> readAll() {
    return read()
        .then(
            read -> {
              List<Iri> ids = read.stream().flatMap(item -> item.id().stream()).toList();
              boolean counted = total.isEmpty() || total.getAsLong() == read.size();
              return whole && counted && ids.size() == read.size()
                  ? new Fetched<>(ids)
                  : new Refused<>(collection + " could not be read to its end");
            });
  }

  FetchResult<List<Ref<ApObject>>> read() {
    return documents.fetch(collection, budget).then(this::readFrom);
  }

  private FetchResult<List<Ref<ApObject>>> readFrom(ApObject object) {
    if (!(object instanceof Collection root)) {
      return new Refused<>(collection + " is no collection");
    }
    visited.add(collection);
    total = root.totalItems();
    add(root);
    Optional<Ref<CollectionPage>> page =
        root instanceof CollectionPage first ? first.next() : root.first();
    for (int pages = 0; pages < MOST_PAGES && page.isPresent() && items.size() < limit; pages++) {
      Optional<CollectionPage> next = page.flatMap(this::open);
      next.ifPresentOrElse(this::add, () -> whole = false);
      page = next.flatMap(CollectionPage::next);
    }
    whole = whole && page.isEmpty();
    return new Fetched<>(List.copyOf(items));
  }

  /** An embedded page counts as part of the collection; another one must be of its origin. */
  private Optional<CollectionPage> open(Ref<CollectionPage> ref) {
    Optional<Iri> id = ref.id();
    if (id.isPresent() && (!id.get().sameOrigin(collection) || !visited.add(id.get()))) {
      return Optional.empty();
    }
    boolean whole = ref.embedded().filter(page -> !page.items().isEmpty()).isPresent();
    if (whole || id.isEmpty()) {
      return ref.embedded();
    }
    return documents
        .fetch(id.get(), budget)
        .found()
        .filter(CollectionPage.class::isInstance)
        .map(CollectionPage.class::cast);
  }

  private void add(Collection page) {
    for (Ref<ApObject> item : page.items()) {
      if (items.size() < limit) {
        items.add(believable(item));
      } else {
        whole = false;
      }
    }
  }

  /** Embedded items of another origin prove nothing: they are only named. */
  private Ref<ApObject> believable(Ref<ApObject> item) {
    Optional<Iri> id = item.id();
    return id.isPresent() && !id.get().sameOrigin(collection) ? Ref.to(id.get()) : item;
  }
}
