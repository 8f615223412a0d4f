package dev.hato.storage.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NotificationsTest {
  private static final Page PAGE = Page.first(20);

  private static void in(Dialect dialect, Consumer<Tx> work) {
    try (Database database = TestDatabases.open(dialect)) {
      database.transactions().run(work::accept);
    }
  }

  private static Notification tell(Tx tx, long to, NotificationType type, long from, long status) {
    OptionalLong about = status == 0 ? OptionalLong.empty() : OptionalLong.of(status);
    return tx.notifications().add(to, type, from, about).orElseThrow();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R04_theSameThingIsToldOnce(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          Status post = Posts.post(tx, alice);
          tell(tx, alice, NotificationType.FAVOURITE, bob, post.id());
          tell(tx, alice, NotificationType.FOLLOW, bob, 0);
          assertThat(
                  tx.notifications()
                      .add(alice, NotificationType.FAVOURITE, bob, OptionalLong.of(post.id())))
              .isEmpty();
          assertThat(
                  tx.notifications().add(alice, NotificationType.FOLLOW, bob, OptionalLong.empty()))
              .isEmpty();
          tx.notifications().retract(alice, NotificationType.FOLLOW, bob, OptionalLong.empty());
          tell(tx, alice, NotificationType.FOLLOW, bob, 0);
          tx.notifications()
              .retract(alice, NotificationType.FAVOURITE, bob, OptionalLong.of(post.id()));
          assertThat(tx.notifications().page(alice, NotificationFilter.ALL, PAGE))
              .extracting(Notification::type)
              .containsExactly(NotificationType.FOLLOW);
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPageCanBeNarrowedByTypeAndAccount(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          long carol = People.local(tx, "carol");
          Status post = Posts.post(tx, alice);
          Notification follow = tell(tx, alice, NotificationType.FOLLOW, bob, 0);
          Notification boost = tell(tx, alice, NotificationType.REBLOG, carol, post.id());
          Notification like = tell(tx, alice, NotificationType.FAVOURITE, bob, post.id());
          tell(tx, bob, NotificationType.FOLLOW, alice, 0);
          Set<NotificationType> none = Set.of();
          OptionalLong anybody = OptionalLong.empty();
          assertThat(page(tx, alice, none, none, anybody)).containsExactly(like, boost, follow);
          assertThat(page(tx, alice, Set.of(NotificationType.FOLLOW), none, anybody))
              .containsExactly(follow);
          assertThat(page(tx, alice, none, Set.of(NotificationType.FOLLOW), anybody))
              .containsExactly(like, boost);
          assertThat(page(tx, alice, none, none, OptionalLong.of(bob)))
              .containsExactly(like, follow);
          Set<NotificationType> all = Set.of(NotificationType.values());
          assertThat(page(tx, alice, none, all, anybody)).isEmpty();
          assertThat(tx.notifications().countAfter(alice, follow.id(), 10)).isEqualTo(2);
          assertThat(tx.notifications().countAfter(alice, 0, 2)).isEqualTo(2);
        });
  }

  private static List<Notification> page(
      Tx tx,
      long account,
      Set<NotificationType> types,
      Set<NotificationType> without,
      OptionalLong from) {
    return tx.notifications().page(account, new NotificationFilter(types, without, from), PAGE);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void L08_onlyTheOwnerReadsAndDismisses(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long bob = People.local(tx, "bob");
          Notification told = tell(tx, alice, NotificationType.FOLLOW, bob, 0);
          assertThat(tx.notifications().find(bob, told.id())).isEmpty();
          assertThat(tx.notifications().dismiss(bob, told.id())).isFalse();
          tx.notifications().clear(bob);
          assertThat(tx.notifications().find(alice, told.id())).contains(told);
          assertThat(tx.notifications().dismiss(alice, told.id())).isTrue();
          assertThat(tx.notifications().dismiss(alice, told.id())).isFalse();
          tell(tx, alice, NotificationType.FOLLOW, bob, 0);
          tx.notifications().clear(alice);
          assertThat(tx.notifications().page(alice, NotificationFilter.ALL, PAGE)).isEmpty();
        });
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whatTheOwnerMayNotSeeOrDoesNotWantIsLeftOut(Dialect dialect) {
    in(
        dialect,
        tx -> {
          long alice = People.local(tx, "alice");
          long hiding = People.local(tx, "hiding");
          long blocked = People.local(tx, "blocked");
          long muted = People.local(tx, "muted");
          long suspended = People.local(tx, "suspended");
          long fine = People.local(tx, "fine");
          Status secret = Posts.post(tx, hiding, Visibility.DIRECT);
          Status deleted = Posts.post(tx, fine, Visibility.PUBLIC, alice);
          Status shown = Posts.post(tx, fine, Visibility.DIRECT, alice);
          tell(tx, alice, NotificationType.MENTION, hiding, secret.id());
          tell(tx, alice, NotificationType.MENTION, fine, deleted.id());
          Notification kept = tell(tx, alice, NotificationType.MENTION, fine, shown.id());
          for (long from : new long[] {blocked, muted, suspended}) {
            tell(tx, alice, NotificationType.FOLLOW, from, 0);
          }
          tx.statuses().delete(deleted.id(), tx.now());
          People.block(tx, alice, blocked);
          People.mute(tx, alice, muted);
          People.suspend(tx, suspended);
          assertThat(tx.notifications().page(alice, NotificationFilter.ALL, PAGE))
              .containsExactly(kept);
          tx.notifications().removeFrom(alice, blocked);
          tx.notifications().removeAbout(List.of(shown.id(), deleted.id()));
          assertThat(tx.notifications().page(alice, NotificationFilter.ALL, PAGE)).isEmpty();
        });
  }

  @Test
  void everyTypeHasAnApiName() {
    assertThat(Arrays.stream(NotificationType.values()).map(NotificationType::apiName))
        .containsExactly(
            "mention",
            "status",
            "reblog",
            "follow",
            "follow_request",
            "favourite",
            "poll",
            "update",
            "admin.sign_up",
            "admin.report");
    for (NotificationType type : NotificationType.values()) {
      assertThat(NotificationType.ofApiName(type.apiName())).contains(type);
    }
    assertThat(NotificationType.ofApiName("quote")).isEmpty();
  }
}
