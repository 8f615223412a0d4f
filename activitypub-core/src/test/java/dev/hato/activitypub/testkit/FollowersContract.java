package dev.hato.activitypub.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.spi.InboxPage;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every {@link Followers} must do: extend it, say how to make one and how its application adds
 * a follower.
 */
public abstract class FollowersContract {
  private static final int MOST_PAGES = 20;

  /** The port. */
  protected abstract Followers followers();

  /** A local actor whom nobody follows yet. */
  protected abstract Iri actor();

  /** Makes a remote actor follow a local one, with a document as its server would give it. */
  protected abstract void follow(Iri actor, Actor follower);

  @Test
  void whomNobodyFollowsHasOneEmptyPage() {
    InboxPage page = followers().inboxes(actor(), Followers.START, 10);

    assertThat(page.targets()).isEmpty();
    assertThat(page.next()).isEmpty();
  }

  @Test
  void aSharedInboxStandsForAllBehindIt() {
    Iri actor = actor();
    follow(actor, follower("a.example", "one", true));
    follow(actor, follower("a.example", "two", true));
    follow(actor, follower("b.example", "three", false));

    assertThat(all(actor, 10))
        .containsExactlyInAnyOrder(
            Iri.parse("https://a.example/inbox"), Iri.parse("https://b.example/three/inbox"));
  }

  @Test
  void pagesAreDistinctAndStable() {
    Iri actor = actor();
    List<Iri> expected = new ArrayList<>();
    for (int n = 0; n < 7; n++) {
      Actor follower = follower("host" + n + ".example", "bob", false);
      follow(actor, follower);
      expected.add(follower.inbox().orElseThrow());
    }

    assertThat(all(actor, 3)).containsExactlyInAnyOrderElementsOf(expected);
    assertThat(all(actor, 3)).isEqualTo(all(actor, 100));
    assertThat(followers().inboxes(actor, Followers.START, 3).targets()).hasSize(3);
  }

  @Test
  void followersOfSomebodyElseDoNotCount() {
    follow(actor(), follower("a.example", "one", true));

    assertThat(
            followers()
                .inboxes(Iri.parse("https://nobody.example/users/x"), Followers.START, 10)
                .targets())
        .isEmpty();
  }

  private List<Iri> all(Iri actor, int limit) {
    List<Iri> all = new ArrayList<>();
    Optional<String> cursor = Optional.of(Followers.START);
    for (int pages = 0; cursor.isPresent(); pages++) {
      assertThat(pages).as("pages that lead on and on").isLessThan(MOST_PAGES);
      InboxPage page = followers().inboxes(actor, cursor.get(), limit);
      assertThat(page.targets()).hasSizeLessThanOrEqualTo(limit);
      all.addAll(page.targets());
      cursor = page.next();
    }
    assertThat(all).doesNotHaveDuplicates();
    return all;
  }

  private static Actor follower(String host, String name, boolean shared) {
    Iri id = Iri.parse("https://" + host + "/" + name);
    var actor =
        Actor.newBuilder("Person")
            .id(id)
            .preferredUsername(name)
            .inbox(Iri.parse(id + "/inbox"))
            .outbox(Iri.parse(id + "/outbox"));
    return shared
        ? actor.sharedInbox(Iri.parse("https://" + host + "/inbox")).build()
        : actor.build();
  }
}
