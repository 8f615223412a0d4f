package dev.hato.activitypub.vocab;

import java.util.List;
import java.util.Map;

/**
 * Who may do one thing to a post or an actor: actors and collections of them, or {@link
 * Iri#PUBLIC}. Who is in neither list may not. A peer that was allowed still has to show the
 * author's {@link Authorization}.
 *
 * @param automatic whose requests are granted at once
 * @param manual whose requests somebody looks at
 */
public record InteractionRule(List<Iri> automatic, List<Iri> manual) {
  /** Copies both lists. */
  public InteractionRule {
    automatic = List.copyOf(automatic);
    manual = List.copyOf(manual);
  }

  /** Everybody may. */
  public static InteractionRule everybody() {
    return automatically(Iri.PUBLIC);
  }

  /** These may, and nobody else. */
  public static InteractionRule automatically(Iri... allowed) {
    return new InteractionRule(List.of(allowed), List.of());
  }

  /** Nobody may but the author: an empty list would read as none (JSON-LD), so that it has one. */
  public static InteractionRule nobodyBut(Iri author) {
    return automatically(author);
  }

  /** The same, and these after a look at their request. */
  public InteractionRule manually(Iri... asked) {
    return new InteractionRule(automatic, List.of(asked));
  }

  /** Reads the names of today, else those of GoToSocial before 0.20. */
  static InteractionRule of(ApObject rule) {
    return new InteractionRule(
        audience(rule, "automaticApproval", "always"),
        audience(rule, "manualApproval", "approvalRequired"));
  }

  Map<String, Object> written() {
    return manual.isEmpty()
        ? Map.of("automaticApproval", automatic)
        : Map.of("automaticApproval", automatic, "manualApproval", manual);
  }

  private static List<Iri> audience(ApObject rule, String property, String before) {
    return rule.iris(rule.value(property).isPresent() ? property : before).stream()
        .map(iri -> iri.isPublic() ? Iri.PUBLIC : iri)
        .toList();
  }
}
