package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Activities: who does it, to what, and whether they agree with the object in them. */
final class ActivityCheck {
  private static final List<String> WITHOUT_OBJECT =
      List.of("IntransitiveActivity", "Arrive", "Travel");

  private final Findings findings;
  private final DocumentCheck documents;

  ActivityCheck(Findings findings, DocumentCheck documents) {
    this.findings = findings;
    this.documents = documents;
  }

  void check(Activity activity, Place place) {
    if (activity.actor().isEmpty()) {
      findings.add(LintRule.ACTOR_MISSING, place.at("actor"), "it is missing");
    }
    if (activity.value("object").isEmpty() && WITHOUT_OBJECT.stream().noneMatch(activity::is)) {
      findings.add(LintRule.OBJECT_MISSING, place.at("object"), "it is missing");
    }
    boolean shows = activity instanceof Create || activity instanceof Announce;
    if (shows && activity.to().isEmpty() && activity.cc().isEmpty()) {
      findings.add(LintRule.AUDIENCE_MISSING, place, "there is neither to nor cc");
    }
    if (activity instanceof Create || activity instanceof Update) {
      // The object of these is the sender's own; that of others is somebody else's word.
      activity
          .object()
          .flatMap(Ref::embedded)
          .ifPresent(object -> shown(activity, object, place.at("object")));
    }
  }

  private void shown(Activity activity, ApObject object, Place place) {
    documents.object(object, place);
    Optional<Iri> author =
        object instanceof Actor ? object.id() : object.attributedTo().stream().findFirst();
    if (author.isPresent() && !author.equals(activity.actor())) {
      findings.add(
          LintRule.CREATE_AUTHOR_DIFFERS,
          place,
          activity.actor().map(Iri::value).orElse("nobody") + " and " + author.get());
    }
    if (activity instanceof Create && !addressed(activity).equals(addressed(object))) {
      findings.add(LintRule.CREATE_AUDIENCE_DIFFERS, place, "to and cc are not the same in both");
    }
  }

  private static Set<Iri> addressed(ApObject object) {
    Set<Iri> all = new LinkedHashSet<>(object.to());
    all.addAll(object.cc());
    return all;
  }
}
