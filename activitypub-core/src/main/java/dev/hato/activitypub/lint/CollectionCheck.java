package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Collection;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Ref;
import java.util.List;

/** Collections and their pages: counts, items, and the items that are written out. */
final class CollectionCheck {
  private static final int MOST_ITEMS = 20;

  private final Findings findings;
  private final DocumentCheck documents;

  CollectionCheck(Findings findings, DocumentCheck documents) {
    this.findings = findings;
    this.documents = documents;
  }

  void check(Collection collection, Place place) {
    boolean listed =
        collection.value("items").isPresent() || collection.value("orderedItems").isPresent();
    if (collection instanceof CollectionPage page) {
      if (page.partOf().isEmpty()) {
        findings.add(LintRule.PAGE_WITHOUT_COLLECTION, place.at("partOf"), "it is missing");
      }
    } else {
      if (collection.totalItems().isEmpty()) {
        findings.add(LintRule.COLLECTION_WITHOUT_TOTAL, place.at("totalItems"), "it is missing");
      }
      if (!listed && collection.first().isEmpty() && collection.totalItems().orElse(1) > 0) {
        findings.add(LintRule.COLLECTION_WITHOUT_ITEMS, place, "there is neither first nor items");
      }
    }
    String items = collection.value("orderedItems").isPresent() ? "orderedItems" : "items";
    List<Ref<ApObject>> shown = collection.items();
    for (int i = 0; i < Math.min(shown.size(), MOST_ITEMS); i++) {
      Place at = place.at(items).at(i);
      shown
          .get(i)
          .embedded()
          .filter(CollectionCheck::isOwn)
          .ifPresent(o -> documents.object(o, at));
    }
  }

  /** Posts and activities of an outbox are its owner's; actors in lists are others' documents. */
  private static boolean isOwn(ApObject object) {
    return object instanceof Activity || object instanceof Post;
  }
}
