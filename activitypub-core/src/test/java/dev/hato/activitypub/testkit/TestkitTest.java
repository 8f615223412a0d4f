package dev.hato.activitypub.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.jobs.JobType;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The testkit as an application uses it. */
final class TestkitTest {
  private static final SettableClock CLOCK =
      new SettableClock(Instant.parse("2026-01-01T00:00:00Z"));
  private static final Iri ALICE = Iri.parse("https://local.example/users/alice");
  private static final JobType<String> MAIL = JobType.of("mail", "mail", String.class);

  @RegisterExtension
  static final FediverseExtension FEDIVERSE =
      FediverseExtension.of(federation -> federation.on(Follow.class, TestkitTest::accept))
          .withClock(CLOCK);

  private static SentActivities sent;

  private static void accept(dev.hato.activitypub.inbox.InboxContext context, Follow follow) {
    Iri asked = follow.object().orElseThrow().id().orElseThrow();
    var follower = context.remote().actor(context.signer(), context.budget()).found();
    new Outbox()
        .send(
            sent,
            asked,
            Accept.of(Iri.parse(asked + "/accepts/1"), asked, follow),
            Audience.actors(follower.stream().toList()));
  }

  @Test
  void aTestHasItsOwnSiteAndPeersOnHostsOfTheirOwn(
      LocalInstance site, RemoteInstance first, RemoteInstance second) {
    sent = new SentActivities();
    RemoteActor bob = first.actor("bob");
    Follow follow = Follow.of(bob.id("follows/1"), bob.id(), site.alice().id());

    first.post(bob, site.sharedInbox(), follow);
    site.work();

    assertThat(first.base()).isNotEqualTo(second.base());
    assertThat(first.authority().split(":")[0]).isNotEqualTo(second.authority().split(":")[0]);
    assertThat(sent.only().sender()).isEqualTo(site.alice().id());
    assertThat(sent.only().audience().inboxes())
        .containsExactly(bob.document().sharedInbox().orElseThrow());
    assertThat(((Accept) sent.only().activity()).object().orElseThrow().id())
        .isEqualTo(follow.id());
    assertThat(first.deliveries()).as("nothing leaves").isEmpty();
  }

  @Test
  void allThatWasSentIsThereInOrderWithoutHiddenRecipients() {
    SentActivities tx = new SentActivities();
    Note note = Note.newBuilder().id(Iri.parse(ALICE + "/1")).to(List.of(Iri.PUBLIC)).build();
    Create create = Create.of(Iri.parse(ALICE + "/2"), ALICE, note);
    Like like = Like.of(Iri.parse(ALICE + "/3"), ALICE, Iri.parse("https://b.example/1"));

    new Outbox().send(tx, ALICE, (Create) create.with("bcc", ALICE), Audience.followersOf(ALICE));
    new Outbox().send(tx, ALICE, like, Audience.inboxes(List.of(Iri.parse("https://b.example/i"))));
    tx.jobs().enqueue(MAIL, "to alice");

    assertThat(tx.all()).extracting(SentActivities.Sent::activity).containsExactly(create, like);
    assertThat(tx.all().getFirst().audience()).isEqualTo(Audience.followersOf(ALICE));
    assertThat(tx.all(Like.class)).containsExactly(like);
    assertThat(tx.otherJobs()).hasSize(1);
    assertThatThrownBy(tx::only).isInstanceOf(AssertionError.class);
  }
}
