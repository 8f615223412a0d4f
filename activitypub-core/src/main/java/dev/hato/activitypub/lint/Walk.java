package dev.hato.activitypub.lint;

import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Collection;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Asks for a document and what it names of its own, like a peer that meets it first. */
final class Walk {
  static final String ACTIVITY_JSON = "application/activity+json";
  static final String LD_JSON =
      "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"";
  private static final List<String> COLLECTIONS =
      List.of("outbox", "followers", "following", "featured", "featuredTags");

  private final Lint lint;
  private final LintSource source;
  private final Findings findings;

  Walk(Lint lint, LintSource source, Findings findings) {
    this.lint = lint;
    this.source = source;
    this.findings = findings;
  }

  void from(Iri address) {
    if (!address.isHttp()) {
      throw new IllegalArgumentException("no http address to begin at: " + address);
    }
    Optional<ApObject> found = own(address);
    if (found.isEmpty()) {
      return;
    }
    otherMediaType(address);
    switch (found.get()) {
      case Actor actor -> actor(actor);
      case Collection collection -> firstPage(collection);
      default -> {}
    }
  }

  /** The document at an address, which may be a page that leads to the document's own one. */
  private Optional<ApObject> own(Iri address) {
    Optional<ApObject> found = document(address, new Place(address.value(), ""));
    Optional<Iri> id = found.flatMap(ApObject::id);
    if (found.isEmpty() || id.equals(Optional.of(address))) {
      return found;
    }
    Place place = new Place(address.value(), "/id");
    if (id.isEmpty() || !id.get().sameOrigin(address)) {
      findings.add(LintRule.ID_MISMATCH, place, id.map(Iri::value).orElse("there is no id"));
      return Optional.empty(); // what it names is another origin's, or nobody's
    }
    Optional<ApObject> there = document(id.get(), place);
    if (!there.flatMap(ApObject::id).equals(id)) {
      findings.add(LintRule.ID_MISMATCH, place, id.get() + " does not give it");
    }
    return there.isPresent() ? there : found;
  }

  private void actor(Actor actor) {
    Place place = new Place(actor.id().map(Iri::value).orElse(""), "");
    for (String property : COLLECTIONS) {
      actor
          .iri(property)
          .filter(iri -> isOurs(actor, iri))
          .ifPresent(iri -> collection(iri, place.at(property)));
    }
    actor
        .inbox()
        .filter(iri -> isOurs(actor, iri))
        .ifPresent(iri -> exists(iri, place.at("inbox")));
    actor
        .sharedInbox()
        .filter(iri -> isOurs(actor, iri))
        .ifPresent(iri -> exists(iri, place.at("endpoints").at("sharedInbox")));
    new HandleCheck(findings, source::get).check(actor, place);
  }

  private static boolean isOurs(Actor actor, Iri iri) {
    return iri.isHttp() && actor.id().filter(iri::sameOrigin).isPresent();
  }

  private void collection(Iri address, Place namedAt) {
    Optional<ApObject> found = document(address, namedAt);
    if (found.isEmpty()) {
      return;
    }
    if (found.get() instanceof Collection collection) {
      if (!collection.id().equals(Optional.of(address))) {
        findings.add(
            LintRule.ID_MISMATCH,
            new Place(address.value(), "/id"),
            collection.id().map(Iri::value).orElse("there is no id"));
      }
      firstPage(collection);
    } else {
      findings.add(LintRule.NOT_A_COLLECTION, namedAt, address + " is " + found.get().types());
    }
  }

  private void firstPage(Collection collection) {
    Optional<Iri> page = collection.first().flatMap(Walk::named);
    if (page.isEmpty() || collection.id().filter(page.get()::sameOrigin).isEmpty()) {
      return;
    }
    Place namedAt = new Place(collection.id().get().value(), "/first");
    document(page.get(), namedAt)
        .filter(found -> !(found instanceof CollectionPage))
        .ifPresent(
            found ->
                findings.add(
                    LintRule.NOT_A_COLLECTION, namedAt, page.get() + " is " + found.types()));
  }

  private static Optional<Iri> named(Ref<CollectionPage> ref) {
    return ref.embedded().isPresent() ? Optional.empty() : ref.id().filter(Iri::isHttp);
  }

  /** An inbox may refuse to be read; it must only be there. */
  private void exists(Iri inbox, Place namedAt) {
    source
        .get(inbox, ACTIVITY_JSON)
        .filter(answer -> answer.status() == 404 || answer.status() == 410)
        .ifPresent(
            answer -> findings.add(LintRule.NOT_SERVED, namedAt, says(inbox, answer.status())));
  }

  private Optional<ApObject> document(Iri address, Place namedAt) {
    Optional<ApResponse> answered = source.get(address, ACTIVITY_JSON);
    int status = answered.map(ApResponse::status).orElse(0);
    if (status != 200) {
      boolean closed = status == 401 || status == 403;
      findings.add(
          closed ? LintRule.NOT_FOR_STRANGERS : LintRule.NOT_SERVED,
          namedAt,
          says(address, status));
      return Optional.empty();
    }
    String type = Optional.ofNullable(answered.get().headers().get("Content-Type")).orElse("");
    if (!isActivityType(type)) {
      findings.add(
          LintRule.MEDIA_TYPE_WRONG,
          new Place(address.value(), ""),
          type.isEmpty() ? "no Content-Type" : type);
      if (!type.contains("json")) {
        return Optional.empty(); // a page for people
      }
    }
    return lint.read(answered.get().body(), address.value(), findings);
  }

  private void otherMediaType(Iri address) {
    source
        .get(address, LD_JSON)
        .filter(answer -> answer.status() != 200)
        .ifPresent(
            answer ->
                findings.add(
                    LintRule.ACCEPT_REFUSED,
                    new Place(address.value(), ""),
                    says(address, answer.status())));
  }

  private static boolean isActivityType(String type) {
    String plain = type.toLowerCase(Locale.ROOT).replace(" ", "").replace("'", "\"");
    return plain.equals(ACTIVITY_JSON)
        || plain.startsWith(ACTIVITY_JSON + ";")
        || plain.startsWith("application/ld+json;")
            && plain.contains("profile=\"https://www.w3.org/ns/activitystreams\"");
  }

  private static String says(Iri address, int status) {
    return status == 0 ? address + " gives no answer" : address + " answers " + status;
  }
}
