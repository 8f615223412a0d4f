package dev.hato.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.events.Events;
import dev.hato.server.relationships.Blocked;
import dev.hato.server.relationships.FollowRequested;
import dev.hato.server.relationships.Followed;
import dev.hato.server.relationships.Unfollowed;
import dev.hato.server.statuses.StatusBoosted;
import dev.hato.server.statuses.StatusFavourited;
import dev.hato.server.statuses.StatusUnboosted;
import dev.hato.server.statuses.StatusUnfavourited;
import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.notifications.Notification;
import dev.hato.storage.notifications.NotificationFilter;
import dev.hato.storage.notifications.NotificationType;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Alice is told of what stands, in whatever order the jobs run that tell her. */
final class NotifyTest {
  private static final int ROUNDS = 30;

  private final List<Database> opened = new ArrayList<>();
  private Transactions transactions;
  private Notify notify;
  private long alice;
  private long bob;
  private Status post;

  private void open(Dialect dialect) {
    Database database = TestDatabases.open(dialect);
    opened.add(database);
    transactions = database.transactions();
    notify = new Notify(transactions, new Events());
    alice = transactions.write(tx -> People.local(tx, "alice"));
    bob = transactions.write(tx -> People.local(tx, "bob"));
    post = transactions.write(tx -> Posts.post(tx, alice));
  }

  @AfterEach
  void close() {
    opened.forEach(Database::close);
  }

  private List<NotificationType> told() {
    return transactions.read(
        tx ->
            tx.notifications().page(alice, NotificationFilter.ALL, Page.first(20)).stream()
                .map(Notification::type)
                .toList());
  }

  private void favourite() {
    transactions.run(tx -> tx.favourites().add(bob, post.id(), ""));
  }

  private void unfavourite() {
    transactions.run(tx -> tx.favourites().remove(bob, post.id()));
  }

  private StatusFavourited favourited() {
    return new StatusFavourited(bob, post.id());
  }

  private StatusUnfavourited unfavourited() {
    return new StatusUnfavourited(bob, post.id(), "");
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anUndoneFavouriteThatWasRepeatedIsTold(Dialect dialect) {
    open(dialect);
    favourite();
    notify.favourited(favourited());
    unfavourite();
    favourite();
    notify.favourited(favourited());
    notify.unfavourited(unfavourited());
    assertThat(told()).containsExactly(NotificationType.FAVOURITE);
    unfavourite();
    notify.unfavourited(unfavourited());
    notify.favourited(favourited());
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anUndoneBoostThatWasRepeatedIsTold(Dialect dialect) {
    open(dialect);
    Status first = transactions.write(tx -> Posts.boost(tx, bob, post));
    notify.boosted(new StatusBoosted(first.id(), bob, post.id()));
    transactions.run(tx -> tx.statuses().delete(first.id(), tx.now()));
    Status second = transactions.write(tx -> Posts.boost(tx, bob, post));
    notify.boosted(new StatusBoosted(second.id(), bob, post.id()));
    notify.unboosted(new StatusUnboosted(first.id(), bob, post.id(), "", Visibility.PUBLIC));
    assertThat(told()).containsExactly(NotificationType.REBLOG);
    transactions.run(tx -> tx.statuses().delete(second.id(), tx.now()));
    notify.unboosted(new StatusUnboosted(second.id(), bob, post.id(), "", Visibility.PUBLIC));
    notify.boosted(new StatusBoosted(second.id(), bob, post.id()));
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aFollowIsToldAsWhatItIsNow(Dialect dialect) {
    open(dialect);
    transactions.run(tx -> People.follow(tx, bob, alice));
    transactions.run(tx -> tx.follows().remove(bob, alice));
    transactions.run(tx -> People.request(tx, bob, alice));
    notify.followRequested(new FollowRequested(bob, alice));
    notify.followed(new Followed(bob, alice));
    notify.unfollowed(new Unfollowed(bob, alice));
    assertThat(told()).containsExactly(NotificationType.FOLLOW_REQUEST);
    transactions.run(tx -> tx.follows().accept(bob, alice));
    notify.followed(new Followed(bob, alice));
    notify.followRequested(new FollowRequested(bob, alice));
    assertThat(told()).containsExactly(NotificationType.FOLLOW);
    transactions.run(tx -> tx.follows().remove(bob, alice));
    notify.unfollowed(new Unfollowed(bob, alice));
    notify.followed(new Followed(bob, alice));
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aLiftedBlockTakesNothingAwayThatCameAfterIt(Dialect dialect) {
    open(dialect);
    transactions.run(tx -> People.block(tx, alice, bob));
    transactions.run(tx -> tx.blocks().remove(alice, bob));
    favourite();
    notify.favourited(favourited());
    notify.blocked(new Blocked(alice, bob));
    assertThat(told()).containsExactly(NotificationType.FAVOURITE);
    transactions.run(tx -> People.block(tx, alice, bob));
    notify.blocked(new Blocked(alice, bob));
    transactions.run(tx -> tx.blocks().remove(alice, bob));
    assertThat(told()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void repeatAndUndoAtTheSameMomentEndWithWhatStands(Dialect dialect) {
    open(dialect);
    for (int round = 0; round < ROUNDS; round++) {
      favourite();
      notify.favourited(favourited());
      unfavourite();
      Race.of(
          2,
          n -> {
            if (n == 0) {
              notify.unfavourited(unfavourited());
            } else {
              favourite();
              notify.favourited(favourited());
            }
            return n;
          });
      assertThat(told()).containsExactly(NotificationType.FAVOURITE);
      unfavourite();
      notify.unfavourited(unfavourited());
      assertThat(told()).isEmpty();
    }
  }
}
