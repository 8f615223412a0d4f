package dev.hato.activitypub.lint;

import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Whether an actor and its handle name each other. A handle on another host than the actor's
 * (FEP-2c59) is not asked for, since the walk stays on one origin.
 */
final class HandleCheck {
  private final Findings findings;
  private final BiFunction<Iri, String, Optional<ApResponse>> ask;

  /**
   * A check.
   *
   * @param ask for an address and a media type
   */
  HandleCheck(Findings findings, BiFunction<Iri, String, Optional<ApResponse>> ask) {
    this.findings = findings;
    this.ask = ask;
  }

  void check(Actor actor, Place place) {
    Optional<String> origin = actor.id().flatMap(Iri::origin);
    Optional<String> user = actor.preferredUsername();
    if (origin.isEmpty() || user.isEmpty()) {
      return;
    }
    String host = origin.get().substring(origin.get().indexOf("://") + 3);
    Optional<Acct> local = Acct.parse(user.get() + "@" + host);
    actor
        .webfinger()
        .flatMap(Acct::parse)
        .or(() -> local)
        .filter(acct -> local.filter(here -> here.host().equals(acct.host())).isPresent())
        .ifPresent(
            acct -> {
              Place name = place.at("preferredUsername");
              fetch(origin.get(), acct, name).ifPresent(jrd -> compare(actor, acct, jrd, name));
            });
  }

  private Optional<Jrd> fetch(String origin, Acct acct, Place name) {
    String resource = URLEncoder.encode(acct.uri(), StandardCharsets.UTF_8);
    Iri address = Iri.parse(origin + "/.well-known/webfinger?resource=" + resource);
    Optional<ApResponse> answer = ask.apply(address, Jrd.MEDIA_TYPE);
    Optional<Jrd> jrd = answer.filter(a -> a.status() == 200).flatMap(a -> Jrd.parse(a.body()));
    if (jrd.isEmpty()) {
      String status = answer.map(a -> "answers " + a.status()).orElse("gives no answer");
      findings.add(LintRule.WEBFINGER_MISSING, name, address + " " + status);
    }
    return jrd;
  }

  private void compare(Actor actor, Acct acct, Jrd jrd, Place name) {
    if (!jrd.actor().equals(actor.id().map(Iri::value))) {
      findings.add(
          LintRule.WEBFINGER_DISAGREES, name, acct + " leads to " + jrd.actor().orElse("no actor"));
    }
    boolean sameUser =
        Acct.parse(jrd.subject())
            .filter(
                subject ->
                    actor.preferredUsername().filter(subject.user()::equalsIgnoreCase).isPresent())
            .isPresent();
    if (!sameUser) {
      findings.add(
          LintRule.WEBFINGER_DISAGREES, name, "the subject of " + acct + " is " + jrd.subject());
    }
  }
}
