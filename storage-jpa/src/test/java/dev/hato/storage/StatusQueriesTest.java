package dev.hato.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.MentionedAccount;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.ViewerFlags;
import dev.hato.storage.tags.Tag;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** In this package for the connection by which the statements are counted. */
class StatusQueriesTest {
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aListComesWithAllThatIsShownOfIt(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long alice = People.local(tx, "alice");
                long bob = People.remote(tx, "bob", "b.example");
                Status post = decorated(tx, alice, bob);
                Status boost = Posts.boost(tx, bob, post);
                tx.favourites().add(bob, post.id(), "");
                List<LoadedStatus> loaded =
                    tx.statusQueries()
                        .load(Viewer.of(bob), List.of(99L, boost.id(), post.id(), boost.id()));
                assertThat(loaded)
                    .extracting(l -> l.status().id())
                    .containsExactly(boost.id(), post.id(), boost.id());
                LoadedStatus shown = loaded.get(1);
                assertThat(shown.author().id()).isEqualTo(alice);
                assertThat(shown.mentions())
                    .extracting(MentionedAccount::accountId)
                    .containsExactly(bob);
                assertThat(shown.mentions().getFirst().acct()).endsWith("@b.example");
                assertThat(shown.tags()).extracting(Tag::name).containsExactly("鳩");
                assertThat(shown.media()).hasSize(1);
                assertThat(shown.flags())
                    .isEqualTo(new ViewerFlags(true, true, false, false, false));
                assertThat(shown.status().counts()).isEqualTo(new Status.Counts(0, 1, 1));
                assertThat(loaded.get(0).author().id()).isEqualTo(bob);
                assertThat(loaded.get(0).reblog()).contains(shown);
                assertThat(tx.statusQueries().loadUnchecked(List.of(post.id())))
                    .extracting(LoadedStatus::flags)
                    .containsExactly(ViewerFlags.NONE);
              });
    }
  }

  private static Status decorated(Tx tx, long author, long mentioned) {
    Status post = Posts.post(tx, author);
    tx.statuses().mention(post.id(), List.of(Mention.of(mentioned), Mention.silent(author)));
    tx.tags()
        .attach(
            post.id(),
            List.of(tx.tags().ensure(List.of(TagName.parse("鳩").orElseThrow())).getFirst().id()));
    Media media = tx.media().add(Media.newBuilder(author, tx.now()).build());
    tx.media().attach(post.id(), author, List.of(media.id()));
    return post;
  }

  @Test
  void theNumberOfStatementsDoesNotGrowWithTheList() {
    try (Database database = TestDatabases.open(Dialect.H2)) {
      List<Long> ids = new ArrayList<>();
      long reader =
          database
              .transactions()
              .write(
                  tx -> {
                    long alice = People.local(tx, "alice");
                    long bob = People.local(tx, "bob");
                    for (int i = 0; i < 20; i++) {
                      ids.add(Posts.boost(tx, bob, decorated(tx, alice, bob)).id());
                    }
                    return bob;
                  });
      try (EntityManager statistics = database.factory().createEntityManager()) {
        assertThat(statements(database, statistics, reader, ids.subList(0, 1))).isEqualTo(6);
        assertThat(statements(database, statistics, reader, ids)).isEqualTo(6);
      }
    }
  }

  private static long statements(
      Database database, EntityManager statistics, long reader, List<Long> ids) {
    statistics.getTransaction().begin();
    statistics.createNativeQuery("set query_statistics false").executeUpdate();
    statistics.createNativeQuery("set query_statistics true").executeUpdate();
    List<LoadedStatus> loaded =
        database.transactions().read(tx -> tx.statusQueries().load(Viewer.of(reader), ids));
    assertThat(loaded).hasSameSizeAs(ids);
    Number count =
        (Number)
            statistics
                .createNativeQuery(
                    "select sum(execution_count) from information_schema.query_statistics"
                        + " where lower(sql_statement) like 'select %'"
                        + " and lower(sql_statement) not like '%query_statistics%'")
                .getSingleResult();
    statistics.getTransaction().rollback();
    return count.longValue();
  }
}
