package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.OrderedCollection;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class FollowerCounterTest {
  @Test
  void aNumberOrTheReasonWhyThereIsNone(RemoteInstance peer) {
    RemoteActor bob = peer.actor("bob");
    peer.serve(OrderedCollection.newBuilder().id(bob.id("followers")).totalItems(4711).build());
    RemoteActor shy = peer.actor("shy");
    peer.serve(OrderedCollection.newBuilder().id(shy.id("followers")).build());
    RemoteActor gone = peer.actor("gone");
    peer.reply("/users/gone/followers", Reply.status(410));
    FollowerCounter counter =
        new FollowerCounter(
            RemoteObjects.newBuilder(InstantSource.system())
                .http(peer.http())
                .allowHttp(true)
                .store(new InMemoryRemoteActors())
                .build(),
            InstantSource.system());

    assertThat(counter.count("@bob@" + peer.authority())).isEqualTo("4711");
    assertThat(counter.count("@shy@" + peer.authority())).isEqualTo("it does not say");
    assertThat(counter.count(gone.name() + "@" + peer.authority())).isEqualTo("it was deleted");
    assertThat(counter.count("nobody@" + peer.authority())).isEqualTo("there is no such account");
    assertThat(counter.count("bob")).isEqualTo("this is no handle");
  }
}
