package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.telemetry.Operation;
import dev.hato.activitypub.telemetry.OperationKind;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a listener for traces and metrics hears. */
final class OperationsTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Operation> heard = new CopyOnWriteArrayList<>();
  private boolean broken;
  private final LocalInstance site =
      new LocalInstance(
          clock,
          builder ->
              builder
                  .operations(heard::add)
                  .on(
                      Follow.class,
                      (context, follow) -> {
                        if (broken) {
                          throw new IllegalStateException("broken");
                        }
                      }));
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteActor bob = peer.actor("bob");

  @AfterEach
  void close() {
    site.close();
    peer.close();
  }

  @Test
  void aDeliveryIsHeardOfFromTheSignatureToTheHandler() {
    peer.post(bob, site.sharedInbox(), follow());
    site.work();
    assertThat(heard)
        .extracting(Operation::kind)
        .containsExactly(
            OperationKind.ACTOR, // the peer asks who it is that wants bob's key
            OperationKind.FETCH,
            OperationKind.VERIFY_SIGNATURE,
            OperationKind.INBOX,
            OperationKind.HANDLE);
    assertThat(heard).allSatisfy(it -> assertThat(it.failure()).isEmpty());
    assertThat(heard).allSatisfy(it -> assertThat(it.took()).isGreaterThan(Duration.ZERO));
    assertThat(heard.getLast().attributes())
        .isEqualTo(Map.of("activitypub.activity.type", "Follow"));
  }

  @Test
  void aRefusalAndAFailingHandlerAreHeardOfAsFailures() {
    site.http()
        .send(
            SafeRequest.post(
                    site.sharedInbox(),
                    "application/activity+json",
                    dev.hato.activitypub.json.ApWriter.write(follow()))
                .build());
    assertThat(only(OperationKind.VERIFY_SIGNATURE).failure()).contains("unsigned");
    assertThat(only(OperationKind.INBOX).attributes())
        .containsEntry("http.response.status_code", "401");
    broken = true;
    peer.post(bob, site.sharedInbox(), follow());
    site.work();
    assertThat(only(OperationKind.HANDLE).failure()).isPresent();
  }

  @Test
  void deliveriesAreHeardOfWithTheirHostAndSuccess() {
    send("1");
    assertThat(only(OperationKind.FAN_OUT).attributes())
        .containsEntry("activitypub.fanout.recipients", "1");
    assertThat(only(OperationKind.DELIVER).attributes())
        .containsEntry("activitypub.remote.host", peer.authority())
        .containsEntry("activitypub.delivery.success", "true");
    heard.clear();
    peer.reply("/inbox", Reply.status(410));
    send("2");
    assertThat(only(OperationKind.DELIVER).attributes())
        .containsEntry("activitypub.delivery.permanent_failure", "true");
  }

  @Test
  void whatOthersReadIsHeardOfByItsRoute() {
    site.http().send(SafeRequest.get(site.alice().id().value()).build());
    assertThat(only(OperationKind.ACTOR).attributes())
        .isEqualTo(
            Map.of(
                "fedify.route.template", "/users/{identifier}",
                "http.response.status_code", "200"));
  }

  private Operation only(OperationKind kind) {
    List<Operation> found = heard.stream().filter(it -> it.kind() == kind).toList();
    assertThat(found).hasSize(1);
    return found.getFirst();
  }

  private void send(String name) {
    Follow follow =
        Follow.newBuilder()
            .id(site.alice().id(name))
            .actor(site.alice().id())
            .object(bob.id())
            .build();
    site.federation()
        .outbox()
        .send(
            site.transaction(),
            site.alice().id(),
            follow,
            Audience.actors(List.of(bob.document())));
    site.work();
  }

  private Follow follow() {
    return Follow.newBuilder()
        .id(bob.id("follows/1"))
        .actor(bob.id())
        .object(site.alice().id())
        .build();
  }
}
