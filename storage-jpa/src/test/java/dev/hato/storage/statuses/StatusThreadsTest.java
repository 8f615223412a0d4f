package dev.hato.storage.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class StatusThreadsTest {
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void answersFollowWhatTheyAnswerAndContinuationsComeFirst(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long alice = People.local(tx, "alice");
                long bob = People.local(tx, "bob");
                Status root = Posts.post(tx, alice);
                Status middle = Posts.reply(tx, bob, root);
                Status asked = Posts.reply(tx, alice, middle);
                Status first = Posts.reply(tx, bob, asked);
                Status second = Posts.reply(tx, bob, asked);
                Status underFirst = Posts.reply(tx, alice, first);
                Status continued = Posts.reply(tx, alice, asked);
                assertThat(tx.statusThreads().around(asked.id(), Viewer.anonymous()))
                    .isEqualTo(
                        new StatusThread(
                            List.of(root.id(), middle.id()),
                            List.of(continued.id(), first.id(), underFirst.id(), second.id())));
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatIsHiddenLeavesAGap(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long alice = People.local(tx, "alice");
                long bob = People.local(tx, "bob");
                long muted = People.local(tx, "carol");
                People.mute(tx, bob, muted);
                Status root = Posts.post(tx, alice);
                Status secret =
                    Posts.add(
                        tx, Posts.draft(tx, alice).inReplyTo(root).visibility(Visibility.PRIVATE));
                Status noise = Posts.reply(tx, muted, root);
                Status deleted = Posts.reply(tx, alice, noise);
                Status leaf = Posts.add(tx, Posts.draft(tx, alice).inReplyTo(secret));
                Status end = Posts.reply(tx, alice, deleted);
                tx.statuses().delete(deleted.id(), tx.now());
                assertThat(tx.statusThreads().around(root.id(), Viewer.of(bob)).descendants())
                    .containsExactly(leaf.id(), end.id());
                assertThat(tx.statusThreads().around(leaf.id(), Viewer.of(bob)).ancestors())
                    .containsExactly(root.id());
                assertThat(tx.statusThreads().around(leaf.id(), Viewer.of(alice)).ancestors())
                    .containsExactly(root.id(), secret.id());
                assertThat(tx.statusThreads().around(end.id(), Viewer.of(bob)).ancestors())
                    .containsExactly(root.id());
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aCircleAndAVeryLongThreadEnd(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long alice = People.local(tx, "alice");
                Status.Builder first = Posts.draft(tx, alice);
                Status second =
                    Posts.add(tx, Posts.draft(tx, alice).inReplyToUri(first.build().uri()));
                Status circle = Posts.add(tx, first.inReplyTo(second));
                tx.statuses().adoptReplies(circle);
                StatusThread round = tx.statusThreads().around(circle.id(), Viewer.of(alice));
                assertThat(round.ancestors()).containsExactly(second.id());
                assertThat(round.descendants()).containsExactly(second.id());

                List<Long> chain = new ArrayList<>();
                Status parent = Posts.post(tx, alice);
                for (int i = 0; i < 100; i++) {
                  chain.add(parent.id());
                  parent = Posts.reply(tx, alice, parent);
                }
                assertThat(tx.statusThreads().around(parent.id(), Viewer.of(alice)).ancestors())
                    .isEqualTo(chain);
                assertThat(tx.statusThreads().around(parent.id(), Viewer.anonymous()).ancestors())
                    .isEqualTo(chain.subList(60, 100));
                assertThat(
                        tx.statusThreads()
                            .around(chain.getFirst(), Viewer.anonymous())
                            .descendants())
                    .hasSize(StatusThreads.ANONYMOUS_DEPTH);
              });
    }
  }
}
