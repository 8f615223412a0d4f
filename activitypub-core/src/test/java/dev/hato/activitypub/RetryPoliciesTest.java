package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.inbox.RepeatKey;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Like;
import dev.hato.jobs.RetryPolicy;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an application decides by functions: when to try again, and what a repeat is. */
final class RetryPoliciesTest {
  private static final Duration HOUR = Duration.ofHours(1);

  private final SettableClock clock = new SettableClock(Instant.now());
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteActor bob = peer.actor("bob");
  private Optional<LocalInstance> started = Optional.empty();

  @AfterEach
  void close() {
    started.ifPresent(LocalInstance::close);
    peer.close();
  }

  private LocalInstance site(Consumer<FederationBuilder> more) {
    LocalInstance site = new LocalInstance(clock, more);
    started = Optional.of(site);
    return site;
  }

  private static RetryPolicy hourlyFor(Duration patience) {
    return (attempts, elapsed, random) ->
        elapsed.compareTo(patience) < 0 ? Optional.of(HOUR) : Optional.empty();
  }

  private void send(LocalInstance site) {
    Like like = Like.of(site.alice().id("1"), site.alice().id(), bob.id("notes/1"));
    site.federation()
        .outbox()
        .send(
            site.transaction(), site.alice().id(), like, Audience.actors(List.of(bob.document())));
  }

  private void pass(LocalInstance site, Duration time) {
    for (Duration passed = Duration.ZERO; passed.compareTo(time) < 0; passed = passed.plus(HOUR)) {
      site.work();
      clock.advance(HOUR);
    }
  }

  @Test
  void aDeliveryIsTriedAsOftenAsThePolicySays() {
    LocalInstance site =
        site(builder -> builder.deliveryRetries(RetryPolicy.exponential(HOUR, HOUR, 3)));
    peer.reply("/inbox", Reply.status(500));
    send(site);

    pass(site, Duration.ofDays(4));

    assertThat(peer.deliveries()).hasSize(3);
  }

  @Test
  void aDeliveryThatIsNeverTriedAgainIsTriedOnce() {
    LocalInstance site = site(builder -> builder.deliveryRetries(RetryPolicy.never()));
    peer.reply("/inbox", Reply.status(503).with("Retry-After", "60"));
    send(site);

    pass(site, Duration.ofDays(4));

    assertThat(peer.deliveries()).hasSize(1);
  }

  @Test
  void aHostThatNamesATimeIsNotWaitedForLongerThanThePolicyHasPatience() {
    LocalInstance site = site(builder -> builder.deliveryRetries(hourlyFor(Duration.ofHours(4))));
    peer.reply("/inbox", Reply.status(429).with("Retry-After", "7200"));
    send(site);

    pass(site, Duration.ofDays(4));

    assertThat(peer.deliveries()).hasSize(3); // after none, two and four hours
  }

  @Test
  void aPolicyOfAWeekOutlastsTheUsualThreeDays() {
    LocalInstance site = site(builder -> builder.deliveryRetries(hourlyFor(Duration.ofDays(7))));
    peer.reply("/inbox", Reply.status(503));
    send(site);
    pass(site, Duration.ofDays(4));
    int before = peer.deliveries().size();

    peer.reply("/inbox", Reply.status(202));
    pass(site, Duration.ofDays(1));

    assertThat(peer.deliveries()).hasSize(before + 1);
  }

  @Test
  void aHandlerThatThrowsIsCalledAsOftenAsThePolicySays() {
    AtomicInteger calls = new AtomicInteger();
    LocalInstance site =
        site(
            builder ->
                builder
                    .handlerRetries(RetryPolicy.exponential(HOUR, HOUR, 2))
                    .on(
                        Like.class,
                        (context, like) -> {
                          calls.incrementAndGet();
                          throw new IllegalStateException("the database is away");
                        }));
    peer.post(bob, site.sharedInbox(), Like.of(bob.id("1"), bob.id(), site.alice().id("notes/1")));

    pass(site, Duration.ofDays(1));

    assertThat(calls).hasValue(2);
    assertThat(site.jobs().dead().list("ingress", 10)).hasSize(1);
  }

  @Test
  void aFunctionSaysWhatARepeatIs() {
    AtomicInteger calls = new AtomicInteger();
    LocalInstance site =
        site(
            builder ->
                builder
                    .repeats(
                        arrival ->
                            arrival.activity() instanceof Like like
                                ? "like " + like.actors() + like.iris("object")
                                : RepeatKey.PER_INBOX.of(arrival))
                    .on(Like.class, (context, like) -> calls.incrementAndGet()));
    for (String id : new String[] {"1", "2"}) {
      for (String note : new String[] {"a", "b"}) {
        Like like = Like.of(bob.id(id + note), bob.id(), site.alice().id(note));
        peer.post(bob, site.sharedInbox(), like);
        peer.post(bob, site.alice().id() + "/inbox", like);
      }
    }

    site.work();

    assertThat(calls).hasValue(2); // one for each note
  }
}
