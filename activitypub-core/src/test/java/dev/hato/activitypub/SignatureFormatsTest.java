package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Both signature formats in both directions, over real sockets. */
final class SignatureFormatsTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Iri> signers = new ArrayList<>();
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteActor bob = peer.actor("bob");

  @AfterEach
  void close() {
    peer.close();
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void theInboxVerifiesBothFormats(SignatureFormat format) {
    try (LocalInstance site = site(SignatureFormat.CAVAGE_12)) {
      assertThat(peer.post(bob, site.sharedInbox(), follow(bob, site, "1"), format))
          .isInstanceOfSatisfying(Answered.class, it -> assertThat(it.status()).isEqualTo(202));
      site.work();
      assertThat(signers).containsExactly(bob.id());
    }
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void deliveriesAndFetchesKnockInTheChosenFormat(SignatureFormat format) {
    try (LocalInstance site = site(format)) {
      deliver(site, "1");
      assertThat(peer.awaitDelivery().format()).isEqualTo(format);
      site.federation()
          .remote()
          .refreshActor(bob.id(), FetchBudget.of(4, 1L << 20, Duration.ofSeconds(10), clock));
      Received fetch = peer.requests().getLast();
      assertThat(fetch.format()).isEqualTo(format);
      assertThat(fetch.signer()).isEqualTo(site.alice().id().value());
    }
  }

  @ParameterizedTest
  @EnumSource(SignatureFormat.class)
  void aPeerThatTakesOneFormatOnlyGetsIt(SignatureFormat format) {
    peer.takeOnly(format);
    for (SignatureFormat first : SignatureFormat.values()) {
      try (LocalInstance site = site(first)) {
        for (String id : List.of("1", "2")) {
          deliver(site, id);
          Received delivery = peer.awaitDelivery();
          assertThat(delivery.format()).isEqualTo(format);
          assertThat(delivery.signer()).isEqualTo(site.alice().id().value());
        }
      }
    }
    // Two sites with two deliveries each, and one refusal for the site that guessed wrong.
    assertThat(peer.deliveries()).hasSize(5);
  }

  @Test
  void whoIsRefusedIsToldHowToSign() {
    try (LocalInstance site = site(SignatureFormat.CAVAGE_12)) {
      byte[] body = ApWriter.write(follow(bob, site, "1"));
      assertThat(
              site.http()
                  .send(
                      SafeRequest.post(site.sharedInbox(), "application/activity+json", body)
                          .build()))
          .isInstanceOfSatisfying(
              Answered.class,
              answer -> {
                assertThat(answer.status()).isEqualTo(401);
                assertThat(answer.header("Accept-Signature"))
                    .contains(
                        "sig1=(\"@method\" \"@target-uri\" \"content-digest\");created;keyid");
              });
    }
  }

  private LocalInstance site(SignatureFormat firstKnock) {
    return new LocalInstance(
        clock,
        builder ->
            builder
                .firstKnock(firstKnock)
                .on(Activity.class, (context, activity) -> signers.add(context.signer())));
  }

  private void deliver(LocalInstance site, String id) {
    Follow follow =
        Follow.newBuilder()
            .id(site.alice().id(id))
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

  private static Follow follow(RemoteActor from, LocalInstance site, String id) {
    return Follow.newBuilder().id(from.id(id)).actor(from.id()).object(site.alice().id()).build();
  }
}
