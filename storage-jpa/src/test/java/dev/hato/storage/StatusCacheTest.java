package dev.hato.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.accounts.Picture;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.tags.TagName;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One process has read a page, another one changes what it shows. */
class StatusCacheTest {
  private static final String BOOST = "the boost";

  private final Map<String, Long> ids = new LinkedHashMap<>();

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whateverChangesIsShownAtTheNextLook(Dialect dialect) {
    try (Site site = Site.open(dialect)) {
      site.writer().run(this::populate);
      for (Map.Entry<String, Consumer<Tx>> change : changes().entrySet()) {
        List<LoadedStatus> before = page(site.reader());
        assertThat(page(site.reader())).as("read again").isEqualTo(before);
        site.writer().run(change.getValue()::accept);
        List<LoadedStatus> after = page(site.reader());
        assertThat(after).as(change.getKey()).isNotEqualTo(before);
        assertThat(after).as(change.getKey()).isEqualTo(uncached(site.writer()));
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatWasRolledBackIsNeverShown(Dialect dialect) {
    try (Site site = Site.open(dialect)) {
      site.writer().run(this::populate);
      List<LoadedStatus> before = page(site.reader());
      try {
        site.reader()
            .run(
                tx -> {
                  changes().values().forEach(change -> change.accept(tx));
                  assertThat(load(tx)).isNotEqualTo(before);
                  throw new IllegalStateException("changed my mind");
                });
      } catch (IllegalStateException expected) {
        assertThat(expected).hasMessage("changed my mind");
      }
      assertThat(page(site.reader())).isEqualTo(before).isEqualTo(uncached(site.writer()));
    }
  }

  private void populate(Tx tx) {
    long alice = People.local(tx, "alice");
    long bob = People.remote(tx, "bob", "b.example");
    Status post = Posts.post(tx, alice);
    Media media = tx.media().add(Media.newBuilder(alice, tx.now()).build());
    tx.media().attach(post.id(), alice, List.of(media.id()));
    ids.put("alice", alice);
    ids.put("bob", bob);
    ids.put("media", media.id());
    ids.put("post", post.id());
    ids.put(BOOST, Posts.boost(tx, bob, post).id());
  }

  private Map<String, Consumer<Tx>> changes() {
    Map<String, Consumer<Tx>> changes = new LinkedHashMap<>();
    changes.put("a favourite", tx -> tx.favourites().add(id("bob"), id("post"), ""));
    changes.put("an answer", tx -> Posts.reply(tx, id("alice"), post(tx)));
    changes.put("an edit with its mentions and tags", this::edit);
    changes.put("the description of a picture", this::describe);
    changes.put("the profile of the author", this::rename);
    changes.put("a block", tx -> People.block(tx, id("alice"), id("bob")));
    changes.put("the end of the block", tx -> tx.blocks().remove(id("alice"), id("bob")));
    changes.put("another post", tx -> Posts.post(tx, id("alice")));
    changes.put("a suspension", tx -> People.suspend(tx, id("bob")));
    changes.put("a deletion", tx -> tx.statuses().delete(id("post"), tx.now()));
    return changes;
  }

  private void edit(Tx tx) {
    Status changed = post(tx).toBuilder().content("<p>other words</p>").editedAt(tx.now()).build();
    assertThat(tx.statusEdits().edit(changed)).isTrue();
    tx.statuses().replaceMentions(changed.id(), List.of(Mention.of(id("bob"))));
    TagName name = TagName.parse("鳩").orElseThrow();
    tx.tags().attach(changed.id(), List.of(tx.tags().ensure(List.of(name)).getFirst().id()));
  }

  private void describe(Tx tx) {
    Media media = tx.media().findByIdAndOwner(id("media"), id("alice")).orElseThrow();
    assertThat(tx.media().change(media.toBuilder().description("鳩の写真").build())).isTrue();
  }

  private void rename(Tx tx) {
    Profile profile = Profile.newBuilder().displayName("アリス").avatar(Picture.NONE).build();
    assertThat(tx.accounts().updateProfile(id("alice"), old -> profile)).isPresent();
  }

  private long id(String name) {
    return ids.get(name);
  }

  private Status post(Tx tx) {
    return tx.statuses().find(id("post")).orElseThrow();
  }

  private List<LoadedStatus> page(Transactions transactions) {
    return transactions.read(this::load);
  }

  /** A transaction that writes keeps nothing. */
  private List<LoadedStatus> uncached(Transactions transactions) {
    return transactions.write(this::load);
  }

  private List<LoadedStatus> load(Tx tx) {
    return tx.statusQueries().load(Viewer.of(id("bob")), List.of(id(BOOST), id("post")));
  }

  /** A database that two processes use; of H2, which only one may open, the same one twice. */
  private record Site(Database first, Database second) implements AutoCloseable {
    static Site open(Dialect dialect) {
      DatabaseConfig config = TestDatabases.config(dialect);
      Database first = Database.open(config, InstantSource.system());
      return new Site(
          first, dialect == Dialect.H2 ? first : Database.open(config, InstantSource.system()));
    }

    Transactions reader() {
      return first.transactions();
    }

    Transactions writer() {
      return second.transactions();
    }

    @Override
    public void close() {
      first.close();
      if (second != first) {
        second.close();
      }
    }
  }
}
