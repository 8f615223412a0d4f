package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.Exchange;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PrivatePostsTest {
  private static final Set<Iri> FRIENDS = ConcurrentHashMap.newKeySet();

  @RegisterExtension
  static final FediverseExtension FEDIVERSE =
      FediverseExtension.of(
          federation -> federation.document("/posts/{id}", new PrivatePosts(FRIENDS)));

  @Test
  void whatIsForFriendsLooksToOthersLikeWhatDoesNotExist(
      LocalInstance site, RemoteInstance friendly, RemoteInstance strange) {
    RemoteActor bob = friendly.actor("bob");
    RemoteActor eve = strange.actor("eve");
    FRIENDS.add(bob.id());
    String posts = site.base() + "/posts/";

    assertThat(answered(strange.get(eve, posts + "open")).status()).isEqualTo(200);
    assertThat(answered(friendly.get(bob, posts + "closed")).status()).isEqualTo(200);
    Exchange.Answered hidden = answered(strange.get(eve, posts + "closed"));
    Exchange.Answered missing = answered(strange.get(eve, posts + "none"));
    assertThat(hidden.status()).isEqualTo(404);
    assertThat(hidden.body()).isEqualTo(missing.body());
  }

  private static Exchange.Answered answered(Exchange exchange) {
    return (Exchange.Answered) exchange;
  }
}
