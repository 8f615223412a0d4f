package dev.hato.activitypub.vocab;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.node.ObjectNode;

/**
 * What others may do to a post (GoToSocial's interaction controls, FEP-044f) or to an actor
 * (FEP-7aa9). Of what it does not speak, nothing is said: for quotes and features that is a no, for
 * the rest a yes by custom. Immutable.
 */
public final class InteractionPolicy extends ApObject {
  /** Views a document. */
  public InteractionPolicy(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /** A policy without rules; each of the methods below gives one with one rule more. */
  public static InteractionPolicy none() {
    return new InteractionPolicy(emptyNode(), TypeRegistry.standard());
  }

  /** Who may like it. */
  public Optional<InteractionRule> canLike() {
    return rule("canLike");
  }

  /** Who may answer it. */
  public Optional<InteractionRule> canReply() {
    return rule("canReply");
  }

  /** Who may boost it. */
  public Optional<InteractionRule> canAnnounce() {
    return rule("canAnnounce");
  }

  /** Who may quote it (FEP-044f). */
  public Optional<InteractionRule> canQuote() {
    return rule("canQuote");
  }

  /** Who may feature an actor in a collection (FEP-7aa9). */
  public Optional<InteractionRule> canFeature() {
    return rule("canFeature");
  }

  /** The same with a rule for likes. */
  public InteractionPolicy canLike(InteractionRule rule) {
    return and("canLike", rule);
  }

  /** The same with a rule for answers. */
  public InteractionPolicy canReply(InteractionRule rule) {
    return and("canReply", rule);
  }

  /** The same with a rule for boosts. */
  public InteractionPolicy canAnnounce(InteractionRule rule) {
    return and("canAnnounce", rule);
  }

  /** The same with a rule for quotes. */
  public InteractionPolicy canQuote(InteractionRule rule) {
    return and("canQuote", rule);
  }

  /** The same with a rule for featuring. */
  public InteractionPolicy canFeature(InteractionRule rule) {
    return and("canFeature", rule);
  }

  static Optional<InteractionPolicy> of(ApObject object) {
    return object
        .value("interactionPolicy")
        .filter(ObjectNode.class::isInstance)
        .map(value -> new InteractionPolicy((ObjectNode) value, object.registry()));
  }

  private Optional<InteractionRule> rule(String property) {
    return value(property)
        .filter(ObjectNode.class::isInstance)
        .map(value -> InteractionRule.of(new ApObject((ObjectNode) value, registry())));
  }

  private InteractionPolicy and(String property, InteractionRule rule) {
    Map<String, Object> written = new TreeMap<>(rule.written());
    ObjectNode copy = emptyNode().setAll(json());
    copy.set(property, Values.toJson(written));
    return new InteractionPolicy(copy, registry());
  }
}
