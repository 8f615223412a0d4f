package dev.hato.activitypub.lint;

import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.UnusableKeyException;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;

/** The keys of an actor: whether a signature made with them could hold anywhere. */
final class KeyCheck {
  private final Findings findings;

  KeyCheck(Findings findings) {
    this.findings = findings;
  }

  void check(Actor actor, Place place) {
    Place keys = place.at("publicKey");
    List<PublicKey> shown = actor.publicKeys();
    if (shown.isEmpty()) {
      findings.add(
          LintRule.PUBLIC_KEY_MISSING,
          keys,
          actor.value("publicKey").isPresent() ? "it is only named" : "it is missing");
    }
    shown.forEach(key -> key(actor, key, keys));
    Place methods = place.at("assertionMethod");
    if (actor.value("assertionMethod").isEmpty()) {
      findings.add(LintRule.ASSERTION_METHOD_MISSING, methods, "it is missing");
    }
    actor.assertionMethods().forEach(key -> multikey(actor, key, methods));
  }

  private void key(Actor actor, PublicKey key, Place place) {
    Optional<Iri> id = key.id();
    if (id.isEmpty() || actor.id().filter(owner -> !owner.sameOrigin(id.get())).isPresent()) {
      findings.add(
          LintRule.PUBLIC_KEY_ID, place.at("id"), id.map(Iri::value).orElse("it is missing"));
    }
    if (!key.owner().equals(actor.id())) {
      findings.add(
          LintRule.PUBLIC_KEY_OWNER,
          place.at("owner"),
          key.owner().map(Iri::value).orElse("it is missing"));
    }
    Place pem = place.at("publicKeyPem");
    try {
      if (!(Keys.readPublicPem(key.publicKeyPem().orElse("")) instanceof RSAPublicKey)) {
        findings.add(LintRule.PUBLIC_KEY_NOT_RSA, pem, "it is another kind of key");
      }
    } catch (UnusableKeyException unusable) {
      findings.add(LintRule.PUBLIC_KEY_UNREADABLE, pem, String.valueOf(unusable.getMessage()));
    }
  }

  private void multikey(Actor actor, Multikey key, Place place) {
    if (!key.controller().equals(actor.id())) {
      findings.add(
          LintRule.MULTIKEY_CONTROLLER,
          place.at("controller"),
          key.controller().map(Iri::value).orElse("it is missing"));
    }
    try {
      Multikeys.readPublic(key.publicKeyMultibase().orElse(""));
    } catch (UnusableKeyException unusable) {
      findings.add(
          LintRule.MULTIKEY_UNREADABLE,
          place.at("publicKeyMultibase"),
          String.valueOf(unusable.getMessage()));
    }
  }
}
