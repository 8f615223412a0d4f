package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.inbox.InboxContext;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.proof.LinkedDataSignatures;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Announce;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.jobs.testkit.SettableClock;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A relay (FEP-ae0c) made of handlers and the outbox, with both protocols: Mastodon's servers
 * follow the public collection and get the signed activities themselves; LitePub's follow the relay
 * and get announces.
 */
final class RelayTest {
  private final SettableClock clock = new SettableClock(Instant.now());
  private final List<Iri> mastodon = new ArrayList<>();
  private final List<Iri> litePub = new ArrayList<>();
  private final List<Boolean> forwarded = new ArrayList<>();
  private final LocalInstance relay =
      new LocalInstance(
          clock,
          builder -> builder.on(Follow.class, this::subscribe).on(Create.class, this::relay));
  private final RemoteInstance one = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance two = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteInstance three = RemoteInstance.start("127.0.0.3", clock);
  private final RemoteActor author = one.actor("author");
  private final RemoteActor classic = two.actor("classic");
  private final RemoteActor pleroma = three.actor("relay");

  private void subscribe(InboxContext context, Follow follow) {
    var follower = context.remote().actor(context.signer(), context.budget()).found().orElseThrow();
    boolean everything = follow.object().flatMap(Ref::id).filter(Iri.PUBLIC::equals).isPresent();
    (everything ? mastodon : litePub).add(follower.sharedInbox().orElseThrow());
    Iri me = relay.alice().id();
    send(
        Accept.of(relay.alice().id("accepts/" + mastodon.size()), me, follow),
        follower.inbox().stream().toList());
  }

  private void relay(InboxContext context, Create create) {
    Iri me = relay.alice().id();
    forwarded.add(
        relay
            .federation()
            .outbox()
            .forward(relay.transaction(), me, context.text(), Audience.inboxes(mastodon)));
    Iri note = create.object().flatMap(Ref::id).orElseThrow();
    send(
        Announce.newBuilder()
            .id(relay.alice().id("announces/1"))
            .actor(me)
            .object(note)
            .to(List.of(Iri.PUBLIC))
            .build(),
        litePub);
  }

  private void send(Activity activity, List<Iri> inboxes) {
    relay
        .federation()
        .outbox()
        .send(relay.transaction(), relay.alice().id(), activity, Audience.inboxes(inboxes));
  }

  @AfterEach
  void close() {
    List.of(one, two, three).forEach(RemoteInstance::close);
    relay.close();
  }

  @Test
  void bothKindsOfSubscribersGetWhatIsPosted() {
    subscribe(two, classic, Iri.PUBLIC);
    subscribe(three, pleroma, relay.alice().id());
    Create create = create();
    ApObject signed = LinkedDataSignatures.sign(create, author.key(), clock.instant());
    byte[] text = ApWriter.write(signed);
    assertThat(((Answered) one.post(author, relay.sharedInbox(), text)).status()).isEqualTo(202);
    relay.work();

    Received raw = two.awaitDelivery();
    assertThat(new String(raw.body(), StandardCharsets.UTF_8))
        .isEqualTo(new String(text, StandardCharsets.UTF_8));
    assertThat(raw.signer()).isEqualTo(relay.alice().id().value());

    Received announce = three.awaitDelivery();
    assertThat(announce.document()).isInstanceOf(Announce.class);
    assertThat(((Announce) announce.document()).object().flatMap(Ref::id))
        .contains(create.object().flatMap(Ref::id).orElseThrow());
  }

  @Test
  void whatNobodySignedIsNotPassedOn() {
    subscribe(two, classic, Iri.PUBLIC);
    one.post(author, relay.sharedInbox(), create());
    relay.work();
    assertThat(forwarded).containsExactly(false);
    assertThat(two.awaitDelivery(java.time.Duration.ZERO)).isEmpty();
  }

  private void subscribe(RemoteInstance from, RemoteActor who, Iri what) {
    Follow follow =
        Follow.newBuilder().id(who.id("follows/1")).actor(who.id()).object(what).build();
    from.post(who, relay.sharedInbox(), follow);
    relay.work();
    assertThat(from.awaitDelivery().document()).isInstanceOf(Accept.class);
  }

  private Create create() {
    Note note =
        Note.newBuilder()
            .id(author.id("notes/1"))
            .attributedTo(author.id())
            .content("<p>to everybody</p>")
            .to(List.of(Iri.PUBLIC))
            .build();
    return Create.of(author.id("1"), author.id(), note);
  }
}
