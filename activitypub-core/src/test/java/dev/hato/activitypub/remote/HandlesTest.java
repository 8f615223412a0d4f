package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.remote.FetchResult.NotFound;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class HandlesTest {
  private final LocalInstance site = new LocalInstance(InstantSource.system(), builder -> {});
  private final RemoteInstance web = RemoteInstance.start();
  private final RemoteInstance domain = RemoteInstance.start("127.0.0.2", InstantSource.system());
  private final RemoteActor bob = web.actor("bob");
  private final RemoteObjects remote = site.federation().remote();

  @AfterEach
  void close() {
    site.close();
    web.close();
    domain.close();
  }

  @Test
  void findsAnActorByItsHandle() {
    Acct handle = new Acct("bob", web.authority());
    assertThat(byAcct(handle).found()).contains(new NamedActor(bob.document(), handle));
    assertThat(byAcct(new Acct("nobody", web.authority()))).isInstanceOf(NotFound.class);
  }

  @Test
  void findsTheHandleOfAnActorById() {
    assertThat(byId(bob.id()).found().map(NamedActor::handle))
        .contains(new Acct("bob", web.authority()));
  }

  @Test
  void aSplitDomainIsConfirmedFromBothSides() {
    Acct canonical = new Acct("bob", domain.authority());
    domain.finger(canonical, jrd(canonical, bob.id()));
    web.finger(new Acct("bob", web.authority()), jrd(canonical, bob.id()));
    assertThat(byAcct(canonical).found().map(NamedActor::handle)).contains(canonical);
    assertThat(byId(bob.id()).found().map(NamedActor::handle)).contains(canonical);
    assertThat(byAcct(new Acct("bob", web.authority())).found().map(NamedActor::handle))
        .contains(canonical);
  }

  @Test
  void anActorThatStatesItsHandleNeedsOneLookUp() {
    Acct canonical = new Acct("bob", domain.authority());
    domain.finger(canonical, jrd(canonical, bob.id()));
    web.serve(bob.document().toBuilder().webfinger(canonical.toString()).build());
    assertThat(byAcct(canonical).found().map(NamedActor::handle)).contains(canonical);
    assertThat(web.requestsFor("/.well-known/webfinger")).isZero();
  }

  @Test
  void F02_aHandleThatOnlyTheActorClaimsIsRefused() {
    // The actor says that it is bob at the other host, which has never heard of it.
    Acct claimed = new Acct("bob", domain.authority());
    web.serve(bob.document().toBuilder().webfinger(claimed.toString()).build());
    assertThat(byId(bob.id())).isInstanceOf(NotFound.class);

    RemoteActor real = domain.actor("bob");
    assertThat(real.id()).isNotEqualTo(bob.id());
    assertThat(byId(bob.id())).isInstanceOf(Refused.class);
  }

  @Test
  void P4_aHandleThatTheActorDoesNotClaimIsRefused() {
    // A host lends its name to an actor elsewhere that knows nothing about it.
    Acct borrowed = new Acct("bob", domain.authority());
    domain.finger(borrowed, jrd(borrowed, bob.id()));
    assertThat(byAcct(borrowed)).isInstanceOf(Refused.class);

    Acct otherName = new Acct("admin", web.authority());
    web.finger(otherName, jrd(otherName, bob.id()));
    assertThat(byAcct(otherName)).isInstanceOf(Refused.class);
  }

  private FetchResult<NamedActor> byAcct(Acct acct) {
    return remote.actorByAcct(acct, FetchBudget.standard(InstantSource.system()));
  }

  private FetchResult<NamedActor> byId(Iri id) {
    return remote.namedActor(id, FetchBudget.standard(InstantSource.system()));
  }

  private static Jrd jrd(Acct subject, Iri actor) {
    return Jrd.newBuilder(subject.uri()).actor(actor.value()).build();
  }
}
