package dev.hato.activitypub.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class ProcessingTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final RemoteInstance peer = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteActor bob = peer.actor("bob");
  private final List<LocalInstance> sites = new ArrayList<>();

  @AfterEach
  void close() {
    sites.forEach(LocalInstance::close);
    peer.close();
  }

  @Test
  void theMostSpecificHandlerWins() {
    List<String> calls = new ArrayList<>();
    LocalInstance site =
        site(
            builder ->
                builder
                    .on(Follow.class, (context, follow) -> calls.add("follow"))
                    .on(Activity.class, (context, activity) -> calls.add("any")));
    peer.post(bob, site.sharedInbox(), follow(site));
    peer.post(bob, site.sharedInbox(), like(site));
    site.work();
    assertThat(calls).containsExactly("follow", "any");
  }

  @Test
  void anActivityWithoutHandlerIsDroppedForGood() {
    LocalInstance site = site(builder -> builder.on(Follow.class, (context, follow) -> {}));
    peer.post(bob, site.sharedInbox(), like(site));
    assertThat(site.work()).isEqualTo(1);
    clock.advance(Duration.ofDays(1));
    assertThat(site.work()).isZero();
    assertThat(site.jobs().dead().list("ingress", 10)).isEmpty();
  }

  @Test
  void whatAHandlerThrowsIsTriedAgain() {
    AtomicInteger calls = new AtomicInteger();
    LocalInstance site =
        site(
            builder ->
                builder.on(
                    Follow.class,
                    (context, follow) -> {
                      if (calls.incrementAndGet() < 3) {
                        throw new IllegalStateException("the database is away");
                      }
                    }));
    peer.post(bob, site.sharedInbox(), follow(site));
    for (int i = 0; i < 10; i++) {
      site.work();
      clock.advance(Duration.ofMinutes(10));
    }
    assertThat(calls).hasValue(3);
  }

  @Test
  void whatCannotBeReadIsNotTriedAgain() {
    AtomicInteger calls = new AtomicInteger();
    LocalInstance site =
        site(builder -> builder.on(Activity.class, (context, a) -> calls.incrementAndGet()));
    JobStoreQueue queue = new JobStoreQueue(site.jobs());
    queue.enqueue(ProcessActivity.TYPE, new ProcessActivity("{", bob.id().value(), ""));
    queue.enqueue(ProcessActivity.TYPE, new ProcessActivity("{}", bob.id().value(), ""));
    assertThat(site.work()).isEqualTo(2);
    clock.advance(Duration.ofDays(1));
    assertThat(site.work()).isZero();
    assertThat(calls).hasValue(0);
  }

  @Test
  void aJobFromBeforeThereWasAForwarderIsRead() {
    ProcessActivity old =
        ProcessActivity.TYPE
            .codec()
            .decode("{\"body\":\"{}\",\"signer\":\"https://a.example/\",\"recipient\":\"\"}");
    assertThat(old).isEqualTo(new ProcessActivity("{}", "https://a.example/", ""));
  }

  @Test
  void activitiesAboutTheSameThingKeepTheirOrder() {
    List<String> calls = new ArrayList<>();
    AtomicInteger failures = new AtomicInteger(1);
    LocalInstance site =
        site(
            builder ->
                builder
                    .on(
                        Create.class,
                        (context, create) -> {
                          if (failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("not now");
                          }
                          calls.add("create");
                        })
                    .on(Update.class, (context, update) -> calls.add("update"))
                    .on(Like.class, (context, like) -> calls.add("like")));
    Note note = Note.newBuilder().id(bob.id("notes/1")).attributedTo(bob.id()).content("a").build();
    peer.post(bob, site.sharedInbox(), Create.of(bob.id("1"), bob.id(), note));
    peer.post(
        bob,
        site.sharedInbox(),
        Update.newBuilder().id(bob.id("2")).actor(bob.id()).object(note).build());
    peer.post(bob, site.sharedInbox(), like(site));
    site.work();
    assertThat(calls).containsExactly("like");
    clock.advance(Duration.ofMinutes(1));
    site.work();
    assertThat(calls).containsExactly("like", "create", "update");
  }

  @Test
  void anUndoWaitsForWhatItUndoes() {
    List<String> calls = new ArrayList<>();
    AtomicInteger failures = new AtomicInteger(1);
    LocalInstance site =
        site(
            builder ->
                builder
                    .on(
                        Follow.class,
                        (context, follow) -> {
                          if (failures.getAndDecrement() > 0) {
                            throw new IllegalStateException("not now");
                          }
                          calls.add("follow");
                        })
                    .on(Undo.class, (context, undo) -> calls.add("undo")));
    Follow follow = follow(site);
    peer.post(bob, site.sharedInbox(), follow);
    peer.post(
        bob,
        site.sharedInbox(),
        Undo.newBuilder().id(bob.id("2")).actor(bob.id()).object(follow).build());
    site.work();
    assertThat(calls).isEmpty();
    clock.advance(Duration.ofMinutes(1));
    site.work();
    assertThat(calls).containsExactly("follow", "undo");
  }

  private LocalInstance site(Consumer<dev.hato.activitypub.FederationBuilder> more) {
    LocalInstance site = new LocalInstance(clock, more);
    sites.add(site);
    return site;
  }

  private Follow follow(LocalInstance site) {
    return Follow.newBuilder()
        .id(bob.id("follows/1"))
        .actor(bob.id())
        .object(site.alice().id())
        .build();
  }

  private Like like(LocalInstance site) {
    return Like.newBuilder()
        .id(bob.id("likes/1"))
        .actor(bob.id())
        .object(site.alice().id("notes/1"))
        .build();
  }
}
