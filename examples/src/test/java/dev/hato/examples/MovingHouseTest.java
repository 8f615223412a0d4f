package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Move;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import dev.hato.webfinger.Acct;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class MovingHouseTest {
  @Test
  void followersHearOfTheMoveOnceTheNewAccountAgrees(
      RemoteInstance elsewhere, RemoteInstance followers) throws Exception {
    try (Loopback place = new Loopback();
        Node node = MovingHouse.start(place.site)) {
      place.serve(node.federation);
      RemoteActor target = elsewhere.actor("me");
      node.stores.followers().add(node.id(), followers.actor("bob").document());
      Acct to = new Acct("me", elsewhere.authority());

      assertThatThrownBy(() -> MovingHouse.move(node, to, budget(place)))
          .hasMessageContaining("aliases");
      elsewhere.serve(target.document().toBuilder().alsoKnownAs(List.of(node.id())).build());
      MovingHouse.move(node, to, budget(place));

      List<ApObject> told =
          List.of(followers.awaitDelivery().document(), followers.awaitDelivery().document());
      assertThat(told)
          .hasAtLeastOneElementOfType(Update.class)
          .anySatisfy(
              document -> {
                assertThat(document).isInstanceOf(Move.class);
                assertThat(((Move) document).object().flatMap(Ref::id)).contains(node.id());
                assertThat(((Move) document).target().flatMap(Ref::id)).contains(target.id());
              });
      Actor shown = node.stores.actors().find("me").orElseThrow().document();
      assertThat(shown.movedTo()).contains(target.id());
    }
  }

  private static FetchBudget budget(Loopback place) {
    return FetchBudget.standard(place.site.clock());
  }
}
