package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class GuestBookTest {
  @Test
  void anEntryAndWhatTellsOfItAreThereTogetherOrNotAtAll(RemoteInstance peer) throws Exception {
    try (Loopback place = new Loopback();
        Database database =
            Database.open(
                DatabaseConfig.of("jdbc:h2:mem:" + UUID.randomUUID(), "hato", ""),
                place.site.clock());
        Node node = GuestBook.start(place.site, database)) {
      place.serve(node.federation);
      GuestBook book = new GuestBook(database, node);
      RemoteActor bob = peer.actor("bob");
      peer.post(
          bob, place.site.base() + "/inbox", Follow.of(bob.id("follows/1"), bob.id(), node.id()));
      assertThat(peer.awaitDelivery().document()).isInstanceOf(Accept.class);

      book.sign("coo");
      Create create = (Create) peer.awaitDelivery().document();
      assertThat(create.object().flatMap(Ref::embedded).orElseThrow().content().value())
          .isEqualTo("coo");
      assertThat(entries(database)).isEqualTo(1);

      assertThatThrownBy(() -> book.sign("c" + "o".repeat(500))) // too long for its column
          .isInstanceOf(RuntimeException.class);
      assertThat(entries(database)).isEqualTo(1);
      assertThat(peer.awaitDelivery(Duration.ofMillis(300))).isEmpty();
    }
  }

  private static long entries(Database database) {
    return database.transactions().read(tx -> tx.sql().number("select count(*) from entries"));
  }
}
