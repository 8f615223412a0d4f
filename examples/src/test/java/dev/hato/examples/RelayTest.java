package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class RelayTest {
  @Test
  void aPublicPostReachesTheOtherSubscribersEachInItsStyle(
      RemoteInstance mastodon, RemoteInstance mitra, RemoteInstance author) throws Exception {
    try (Loopback place = new Loopback();
        Node relay = Relay.start(place.site)) {
      place.serve(relay.federation);
      String inbox = place.site.base() + "/inbox";
      RemoteActor first = mastodon.actor("mastodon.internal");
      RemoteActor second = mitra.actor("instance");
      RemoteActor alice = author.actor("alice");

      mastodon.post(first, inbox, Follow.of(first.id("follows/1"), first.id(), Iri.PUBLIC));
      assertThat(mastodon.awaitDelivery().document()).isInstanceOf(Accept.class);
      mitra.post(second, inbox, Follow.of(second.id("follows/1"), second.id(), relay.id()));
      List<ApObject> answers =
          List.of(mitra.awaitDelivery().document(), mitra.awaitDelivery().document());
      assertThat(answers).hasAtLeastOneElementOfType(Accept.class);
      assertThat(answers).hasAtLeastOneElementOfType(Follow.class); // it is followed back
      author.post(alice, inbox, Follow.of(alice.id("follows/1"), alice.id(), Iri.PUBLIC));
      assertThat(author.awaitDelivery().document()).isInstanceOf(Accept.class);

      Create create = create(alice, 1, Iri.PUBLIC);
      author.post(alice, inbox, create);

      assertThat(mastodon.awaitDelivery().document()).isEqualTo(create);
      Announce announce = (Announce) mitra.awaitDelivery().document();
      assertThat(announce.object().flatMap(Ref::id)).contains(alice.id("notes/1"));
      assertThat(author.awaitDelivery(Duration.ofMillis(200))).isEmpty();
    }
  }

  @Test
  void whatIsPrivateOrFromStrangersOrAfterAnUndoIsNotPassedOn(
      RemoteInstance mastodon, RemoteInstance author) throws Exception {
    try (Loopback place = new Loopback();
        Node relay = Relay.start(place.site)) {
      place.serve(relay.federation);
      String inbox = place.site.base() + "/inbox";
      RemoteActor first = mastodon.actor("mastodon.internal");
      RemoteActor alice = author.actor("alice");
      mastodon.post(first, inbox, Follow.of(first.id("follows/1"), first.id(), Iri.PUBLIC));
      assertThat(mastodon.awaitDelivery().document()).isInstanceOf(Accept.class);

      author.post(alice, inbox, create(alice, 1, Iri.PUBLIC)); // has not subscribed
      Follow follow = Follow.of(alice.id("follows/1"), alice.id(), Iri.PUBLIC);
      author.post(alice, inbox, follow);
      assertThat(author.awaitDelivery().document()).isInstanceOf(Accept.class);
      author.post(alice, inbox, create(alice, 2, first.id()));
      author.post(alice, inbox, create(alice, 3, Iri.PUBLIC));
      assertThat(mastodon.awaitDelivery().document().id()).contains(alice.id("creates/3"));

      author.post(alice, inbox, Undo.of(alice.id("undos/1"), alice.id(), follow));
      author.post(alice, inbox, create(alice, 4, Iri.PUBLIC));
      assertThat(mastodon.awaitDelivery(Duration.ofMillis(300))).isEmpty();
    }
  }

  private static Create create(RemoteActor author, int number, Iri to) {
    Note note =
        Note.newBuilder()
            .id(author.id("notes/" + number))
            .attributedTo(author.id())
            .to(List.of(to))
            .content("<p>coo</p>")
            .build();
    return Create.of(author.id("creates/" + number), author.id(), note);
  }
}
