package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Actors: where things of theirs are, and what they are called. */
final class ActorCheck {
  private static final Pattern USUAL_NAME =
      Pattern.compile("[A-Za-z0-9_]+([A-Za-z0-9_.-]+[A-Za-z0-9_]+)?");
  private static final List<Expected> EXPECTED =
      List.of(
          new Expected("inbox", LintRule.INBOX_MISSING),
          new Expected("outbox", LintRule.OUTBOX_MISSING),
          new Expected("followers", LintRule.FOLLOWERS_MISSING),
          new Expected("following", LintRule.FOLLOWING_MISSING),
          new Expected("featured", LintRule.FEATURED_MISSING),
          new Expected("featuredTags", LintRule.FEATURED_TAGS_MISSING));

  /** A property that actors have, and what to say where it is missing. */
  private record Expected(String property, LintRule missing) {}

  private final Findings findings;

  ActorCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Actor actor, Place place) {
    for (Expected expected : EXPECTED) {
      String property = expected.property();
      endpoint(actor, actor.iri(property), place.at(property), expected.missing());
    }
    endpoint(
        actor,
        actor.sharedInbox(),
        place.at("endpoints").at("sharedInbox"),
        LintRule.SHARED_INBOX_MISSING);
    name(actor, place);
    new KeyCheck(findings).check(actor, place);
    for (String picture : List.of("icon", "image")) {
      boolean typed =
          (picture.equals("icon") ? actor.icon() : actor.image())
              .map(media -> media.mediaType().isPresent())
              .orElse(true);
      if (!typed) {
        findings.add(LintRule.PICTURE_WITHOUT_MEDIA_TYPE, place.at(picture), "it has no mediaType");
      }
    }
    new TextCheck(findings).check(actor, "summary", place);
  }

  private void endpoint(Actor actor, Optional<Iri> iri, Place place, LintRule missing) {
    if (iri.isEmpty()) {
      findings.add(missing, place, "it is missing");
    } else if (actor.id().filter(id -> !id.sameOrigin(iri.get())).isPresent()) {
      findings.add(LintRule.ENDPOINT_ELSEWHERE, place, iri.get().value());
    }
  }

  private void name(Actor actor, Place place) {
    Place at = place.at("preferredUsername");
    if (actor.preferredUsername().filter(name -> !name.isBlank()).isEmpty()) {
      findings.add(LintRule.USERNAME_MISSING, at, "it is missing");
    } else if (!USUAL_NAME.matcher(actor.preferredUsername().get()).matches()) {
      findings.add(LintRule.USERNAME_UNUSUAL, at, actor.preferredUsername().get());
    }
  }
}
