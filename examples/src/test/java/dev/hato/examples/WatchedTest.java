package dev.hato.examples;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.debug.DebugLog;
import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeRequest;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class WatchedTest {
  @Test
  void whoKnowsThePasswordSeesWhatCameInAndWhatWentOut(RemoteInstance peer) throws Exception {
    try (Loopback place = new Loopback()) {
      DebugLog log = DebugLog.of(50, place.site.clock());
      Watched watched = Watched.start(place.site, log, "correct horse");
      try (Node node = watched.node()) {
        place.serve(watched.handler(false));
        RemoteActor bob = peer.actor("bob");
        peer.post(bob, place.site.base() + "/inbox", Follow.of(bob.id("1"), bob.id(), node.id()));
        assertThat(peer.awaitDelivery().document()).isInstanceOf(Accept.class);

        assertThat(page(place, "wrong").status()).isEqualTo(401);
        Exchange.Answered page = page(place, "correct horse");
        assertThat(page.status()).isEqualTo(200);
        assertThat(new String(page.body(), UTF_8))
            .contains("accepted (202)", "signed as CAVAGE_12 by " + bob.id());
      }
    }
  }

  private static Exchange.Answered page(Loopback place, String password) {
    String login = Base64.getEncoder().encodeToString(("me:" + password).getBytes(UTF_8));
    return (Exchange.Answered)
        place
            .site
            .http()
            .send(
                SafeRequest.get(place.site.base() + "/debug")
                    .header("Authorization", "Basic " + login)
                    .build());
  }
}
