package dev.hato.storage.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.RandomWorld;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HomeFeedsTest {
  private static void in(Dialect dialect, Consumer<Tx> work) {
    try (Database database = TestDatabases.open(dialect)) {
      database.transactions().run(work::accept);
    }
  }

  private static List<Long> home(Tx tx, long account) {
    return tx.homeFeeds().rebuild(account, Page.first(400)).stream().map(FeedEntry::id).toList();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ownAndFollowedStatusesThatOneMaySeeStandThere(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long me = People.local(tx, "me");
          long friend = People.local(tx, "friend");
          long asked = People.local(tx, "asked");
          long stranger = People.local(tx, "stranger");
          People.follow(tx, me, friend);
          People.request(tx, me, asked);
          Posts.post(tx, asked);
          Posts.post(tx, stranger, Visibility.DIRECT, me);
          Posts.post(tx, friend, Visibility.DIRECT);
          Status own = Posts.post(tx, me, Visibility.DIRECT);
          Status open = Posts.post(tx, friend);
          Status unlisted = Posts.post(tx, friend, Visibility.UNLISTED);
          Status closed = Posts.post(tx, friend, Visibility.PRIVATE);
          Status direct = Posts.post(tx, friend, Visibility.DIRECT, me);
          Status strange = Posts.post(tx, stranger);
          Status boost = Posts.boost(tx, friend, strange);
          assertThat(home(tx, me))
              .containsExactly(
                  boost.id(), direct.id(), closed.id(), unlisted.id(), open.id(), own.id());
          assertThat(tx.homeFeeds().rebuild(me, Page.first(1)))
              .containsExactly(new FeedEntry(boost.id(), OptionalLong.of(strange.id())));
          tx.statuses().delete(strange.id(), tx.now());
          assertThat(home(tx, me)).doesNotContain(boost.id());
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void answersToStrangersAndToTheUnknownStayAway(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long me = People.local(tx, "me");
          long friend = People.local(tx, "friend");
          long other = People.local(tx, "other");
          long stranger = People.local(tx, "stranger");
          People.follow(tx, me, friend);
          People.follow(tx, me, other);
          Status mine = Posts.post(tx, me);
          Status strange = Posts.post(tx, stranger);
          Status theirs = Posts.post(tx, other);
          Posts.reply(tx, friend, strange);
          Posts.add(tx, Posts.draft(tx, friend).inReplyToUri("https://c.example/1"));
          Status toMe = Posts.reply(tx, friend, mine);
          Status toOther = Posts.reply(tx, friend, theirs);
          Status toSelf = Posts.reply(tx, friend, toOther);
          Status mineToStranger = Posts.reply(tx, me, strange);
          assertThat(home(tx, me))
              .containsExactly(
                  mineToStranger.id(),
                  toSelf.id(),
                  toOther.id(),
                  toMe.id(),
                  theirs.id(),
                  mine.id());
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void nothingOfFromOrAboutSomebodyUnwanted(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long me = People.local(tx, "me");
          long friend = People.local(tx, "friend");
          long muted = People.local(tx, "muted");
          long blocking = People.local(tx, "blocking");
          long away = People.remote(tx, "away", "b.example");
          People.follow(tx, me, friend);
          People.follow(tx, me, muted);
          People.mute(tx, me, muted);
          People.block(tx, blocking, me);
          People.blockDomain(tx, me, "b.example");
          Posts.post(tx, muted);
          for (long author : new long[] {muted, blocking, away}) {
            Posts.boost(tx, friend, Posts.post(tx, author));
          }
          Posts.post(tx, friend, Visibility.PUBLIC, muted);
          Status kept = Posts.post(tx, friend);
          tx.statuses().mention(kept.id(), List.of(Mention.silent(muted)));
          assertThat(home(tx, me)).containsExactly(kept.id());
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFollowCanLeaveOutBoostsAndLanguages(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long me = People.local(tx, "me");
          long quiet = People.local(tx, "quiet");
          long polyglot = People.local(tx, "polyglot");
          People.followWithoutBoosts(tx, me, quiet);
          People.followInLanguage(tx, me, polyglot, "ja");
          Posts.boost(tx, quiet, Posts.post(tx, People.local(tx, "stranger")));
          Status kept = Posts.post(tx, quiet);
          Posts.add(tx, Posts.draft(tx, polyglot).language("en"));
          Status japanese = Posts.add(tx, Posts.draft(tx, polyglot).language("ja"));
          Status unknown = Posts.post(tx, polyglot);
          assertThat(home(tx, me)).containsExactly(unknown.id(), japanese.id(), kept.id());
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aStatusIsFannedOutToWhomItsRebuiltFeedsShowIt(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      RandomWorld world = RandomWorld.fill(database, 7, 25, 150);
      database
          .transactions()
          .run(
              tx -> {
                int lines = 0;
                List<Long> locals =
                    world.accounts().stream().filter(world::isLocal).sorted().toList();
                for (long status : world.statuses()) {
                  List<Long> expected =
                      locals.stream().filter(id -> home(tx, id).contains(status)).toList();
                  assertThat(tx.homeFeeds().recipients(status, Instant.EPOCH)).isEqualTo(expected);
                  lines += expected.size();
                }
                assertThat(lines).isGreaterThan(100);
                assertThat(
                        tx.homeFeeds()
                            .recipients(world.statuses().getFirst(), tx.now().plusSeconds(1)))
                    .isEmpty();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatAFeedHoldsIsAskedAgainWhenItIsRead(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long me = People.local(tx, "me");
          long friend = People.local(tx, "friend");
          long other = People.local(tx, "other");
          People.follow(tx, me, friend);
          People.follow(tx, me, other);
          Status first = Posts.post(tx, friend);
          Status second = Posts.post(tx, other);
          Status third = Posts.post(tx, friend);
          List<Long> feed = List.of(third.id(), second.id(), first.id());
          assertThat(tx.homeFeeds().stillShown(me, feed)).isEqualTo(feed);
          tx.statuses().delete(third.id(), tx.now());
          People.mute(tx, me, other);
          assertThat(tx.homeFeeds().stillShown(me, feed)).containsExactly(first.id());
        });
  }
}
