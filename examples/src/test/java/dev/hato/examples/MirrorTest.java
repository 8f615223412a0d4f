package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.Post;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Update;
import dev.hato.webfinger.Acct;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class MirrorTest {
  @Test
  void theMirrorHasWhatTheOutboxShowsAndFollowsEveryChange(RemoteInstance peer) throws Exception {
    Mirror mirror = new Mirror(new ConcurrentHashMap<>());
    RemoteActor bob = peer.actor("bob");
    peer.serve(
        OrderedCollection.newBuilder()
            .id(bob.id("outbox"))
            .items(List.of(Ref.of(create(note(bob, 1, "old")))))
            .build());
    try (Loopback place = new Loopback();
        Node node = mirror.start(place.site)) {
      place.serve(node.federation);
      String inbox = place.site.base() + "/inbox";

      mirror.follow(
          node, new Acct("bob", peer.authority()), FetchBudget.standard(place.site.clock()));
      assertThat(peer.awaitDelivery().document()).isInstanceOf(Follow.class);
      assertThat(text(mirror, bob, 1)).isEqualTo("old");

      peer.post(bob, inbox, create(note(bob, 2, "new")));
      await(() -> mirror.posts().containsKey(bob.id("notes/2")));
      peer.post(bob, inbox, told(Update.of(bob.id("updates/1"), bob.id(), note(bob, 2, "newer"))));
      await(() -> text(mirror, bob, 2).equals("newer"));
      peer.post(bob, inbox, told(Delete.of(bob.id("deletes/1"), bob.id(), bob.id("notes/1"))));
      await(() -> !mirror.posts().containsKey(bob.id("notes/1")));
    }
  }

  private static String text(Mirror mirror, RemoteActor author, int number) {
    Post post = mirror.posts().get(author.id("notes/" + number));
    return post.content().value();
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("time is up").isLessThan(end);
      Thread.onSpinWait();
    }
  }

  private static Activity told(Activity activity) {
    return (Activity) activity.with("to", List.of(Iri.PUBLIC));
  }

  private static Create create(Note note) {
    Iri author = note.attributedTo().getFirst();
    return Create.of(Iri.parse(note.id().orElseThrow() + "/activity"), author, note);
  }

  private static Note note(RemoteActor author, int number, String html) {
    return Note.newBuilder()
        .id(author.id("notes/" + number))
        .attributedTo(author.id())
        .to(List.of(Iri.PUBLIC))
        .content(html)
        .build();
  }
}
