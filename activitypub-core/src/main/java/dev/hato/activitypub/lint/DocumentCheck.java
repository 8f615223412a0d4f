package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.remote.Origins;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Collection;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Post;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for documents of every kind, and which rules a kind has beside. */
final class DocumentCheck {
  private static final List<String> TIMES =
      List.of("published", "updated", "startTime", "endTime", "closed", "deleted");
  private static final Pattern DATE_TIME =
      Pattern.compile(
          "(\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d)(:\\d\\d(\\.\\d{1,9})?)?(Z|[+-]\\d\\d:\\d\\d)?");
  private static final Set<String> SECRETS =
      Set.of("privateKeyPem", "privateKeyMultibase", "secretKeyMultibase", "privateKeyJwk");
  private static final Origins NOBODY = new Origins(Set.of());

  private final Findings findings;

  DocumentCheck(Findings findings) {
    this.findings = findings;
  }

  /** Judges a whole document. */
  void root(ApObject document, Place place) {
    if (document.value("@context").isEmpty()) {
      findings.add(LintRule.CONTEXT_MISSING, place, "there is no @context");
    }
    secrets(document.json(), place);
    object(document, place);
  }

  /** Judges a document, or an object inside of one that is a thing of its own. */
  void object(ApObject object, Place place) {
    identity(object, place);
    times(object, place);
    audience(object, place);
    switch (object) {
      case Actor actor -> new ActorCheck(findings).check(actor, place);
      case Post post -> new PostCheck(findings).check(post, place);
      case Activity activity -> new ActivityCheck(findings, this).check(activity, place);
      case Collection collection -> new CollectionCheck(findings, this).check(collection, place);
      default -> {}
    }
  }

  private void identity(ApObject object, Place place) {
    if (object.types().isEmpty()) {
      findings.add(LintRule.TYPE_MISSING, place, "there is no type");
    }
    if (object.id().isEmpty()) {
      if (!(object instanceof Collection)) {
        findings.add(LintRule.ID_MISSING, place, "there is no id");
      }
      return;
    }
    Iri id = object.id().get();
    if (id.scheme().filter("https"::equals).isEmpty() || !id.isHttp()) {
      findings.add(LintRule.ID_NOT_HTTPS, place.at("id"), id.value());
    }
    NOBODY
        .objection(object)
        .ifPresent(objection -> findings.add(LintRule.OWNER_ELSEWHERE, place, objection));
  }

  private void times(ApObject object, Place place) {
    for (String property : TIMES) {
      object
          .value(property)
          .filter(value -> !value.isBoolean()) // closed may be one
          .ifPresent(value -> time(value, place.at(property)));
    }
  }

  private void time(JsonNode value, Place place) {
    Matcher parts = DATE_TIME.matcher(value.isString() ? value.stringValue() : "");
    if (!parts.matches() || !isTime(parts.group(1))) {
      findings.add(LintRule.TIME_MALFORMED, place, value.toString());
    } else if (parts.group(2) == null || parts.group(4) == null) {
      findings.add(LintRule.TIME_INCOMPLETE, place, value.toString());
    }
  }

  private static boolean isTime(String toTheMinute) {
    try {
      return LocalDateTime.parse(toTheMinute).getYear() > 0;
    } catch (DateTimeException noSuchDay) {
      return false;
    }
  }

  private void audience(ApObject object, Place place) {
    for (String property : List.of("to", "cc", "audience")) {
      for (Iri iri : object.iris(property)) {
        if (iri.isPublic() && !iri.equals(Iri.PUBLIC)) {
          findings.add(LintRule.PUBLIC_ABBREVIATED, place.at(property), iri.value());
        }
      }
    }
    for (String property : List.of("bto", "bcc")) {
      if (object.value(property).isPresent()) {
        findings.add(LintRule.HIDDEN_RECIPIENTS_SHOWN, place.at(property), "it is in the document");
      }
    }
  }

  /** The reader bounds the depth. */
  private void secrets(JsonNode node, Place place) {
    switch (node) {
      case ObjectNode object ->
          object.forEachEntry(
              (name, value) -> {
                if (SECRETS.contains(name)) {
                  findings.add(LintRule.PRIVATE_KEY_SHOWN, place.at(name), "a private key");
                }
                secrets(value, place.at(name));
              });
      case ArrayNode array -> {
        for (int i = 0; i < array.size(); i++) {
          secrets(array.get(i), place.at(i));
        }
      }
      default -> {
        if (node.isString() && node.stringValue().contains("PRIVATE KEY-----")) {
          findings.add(LintRule.PRIVATE_KEY_SHOWN, place, "a private key as PEM");
        }
      }
    }
  }
}
