package dev.hato.activitypub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Like;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class GateListenerTest {
  private final List<String> heard = new CopyOnWriteArrayList<>();

  @Test
  void eachGateIsHeardInOrderUpToTheVerdict() {
    GateListener listener =
        (inbound, gate, verdict) ->
            heard.add(gate + verdict.map(v -> ": " + v.getClass().getSimpleName()).orElse(""));
    InstantSource clock = InstantSource.system();
    try (LocalInstance site = new LocalInstance(clock, builder -> builder.gates(listener));
        RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock)) {
      RemoteActor bob = peer.actor("bob");
      Like like = Like.of(bob.id("1"), bob.id(), site.alice().id("notes/1"));
      peer.post(bob, site.sharedInbox(), like);
      assertThat(heard)
          .containsExactly(
              "limits",
              "parse",
              "unknown actor",
              "signature",
              "proof",
              "owner",
              "origin",
              "block",
              "enqueue: Accepted");
      heard.clear();
      peer.post(bob, site.sharedInbox(), like);
      assertThat(heard.getLast()).isEqualTo("enqueue: Ignored");
      heard.clear();
      peer.post(bob, site.sharedInbox(), "[]".getBytes(StandardCharsets.UTF_8));
      assertThat(heard).startsWith("limits", "parse: Refused");
    }
  }
}
