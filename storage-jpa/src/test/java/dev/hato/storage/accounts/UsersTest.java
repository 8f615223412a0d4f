package dev.hato.storage.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.TestDatabases;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class UsersTest {
  private static Transactions on(Dialect dialect) {
    return TestDatabases.shared(dialect).transactions();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPersonLogsInByNameOrEmailInAnyCase(Dialect dialect) {
    Account alice = on(dialect).write(tx -> Cast.person(tx, "alice"));
    User user = on(dialect).read(tx -> tx.users().find(alice.id()).orElseThrow());
    assertThat(user.active()).isTrue();
    for (String login :
        List.of(alice.username(), user.email(), user.email().toUpperCase(Locale.ROOT))) {
      assertThat(on(dialect).read((Tx tx) -> tx.users().findByLogin(login)))
          .as(login)
          .contains(user);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRemoteNamesakeIsNoLogin(Dialect dialect) {
    Account remote = on(dialect).write(tx -> Cast.remote(tx, "eve", "evil.test"));
    assertThat(on(dialect).read((Tx tx) -> tx.users().findByLogin(remote.username()))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anEmailBelongsToOnePerson(Dialect dialect) {
    Account alice = on(dialect).write(tx -> Cast.person(tx, "alice"));
    String email = alice.username() + "@MAIL.test";
    assertThat(
            on(dialect)
                .write(
                    (Tx tx) ->
                        tx.users()
                            .add(
                                new NewUser(
                                    Cast.local(tx, "bob").id(), email, "h", Role.USER, "ja"))))
        .isFalse();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachChangeOfALoginIsKept(Dialect dialect) {
    Account alice = on(dialect).write(tx -> Cast.person(tx, "alice"));
    PostingDefaults defaults = new PostingDefaults("unlisted", true, "ja");
    on(dialect)
        .run(
            tx -> {
              tx.users().setPasswordHash(alice.id(), "other");
              tx.users().setRole(alice.id(), Role.ADMIN);
              tx.users().setLocale(alice.id(), "ja");
              tx.users().setDefaults(alice.id(), defaults);
              tx.users().setSignUpReason(alice.id(), "鳩が好き");
              tx.users().disable(alice.id());
              tx.users().touch(alice.id());
            });
    User user = on(dialect).read(tx -> tx.users().find(alice.id()).orElseThrow());
    assertThat(user.passwordHash()).isEqualTo("other");
    assertThat(user.role().isAtLeast(Role.MODERATOR)).isTrue();
    assertThat(user.locale()).isEqualTo("ja");
    assertThat(user.defaults()).isEqualTo(defaults);
    assertThat(user.signUpReason()).isEqualTo("鳩が好き");
    assertThat(user.active()).isFalse();
    assertThat(user.lastActiveAt()).isPresent();
    assertThat(user.toString()).doesNotContain("other", "mail.test");
    on(dialect).run(tx -> tx.users().enable(alice.id()));
    assertThat(on(dialect).read((Tx tx) -> tx.users().find(alice.id()).orElseThrow()).active())
        .isTrue();
    assertThat(on(dialect).write((Tx tx) -> tx.users().confirm(1))).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void whoWaitsForApprovalIsListed(Dialect dialect) {
    Account account =
        on(dialect)
            .write(
                tx -> {
                  Account waiting = Cast.local(tx, "dan");
                  tx.users()
                      .add(
                          new NewUser(
                              waiting.id(), waiting.username() + "@m.test", "h", Role.USER, "en"));
                  return waiting;
                });
    assertThat(on(dialect).read((Tx tx) -> tx.users().pending(Page.first(1))))
        .extracting(User::accountId)
        .containsExactly(account.id());
    on(dialect).run(tx -> tx.users().approve(account.id()));
    assertThat(on(dialect).read((Tx tx) -> tx.users().pending(Page.first(1))))
        .extracting(User::accountId)
        .doesNotContain(account.id());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aKeyIsAddedOnceAndFoundByItsActor(Dialect dialect) {
    Account alice = on(dialect).write(tx -> Cast.local(tx, "alice"));
    ActorKey key = new ActorKey(alice.uri() + "#main-key", alice.id(), "RSA", "public", "private");
    assertThat(on(dialect).write((Tx tx) -> tx.keys().add(key))).isTrue();
    assertThat(on(dialect).write((Tx tx) -> tx.keys().add(key))).isFalse();
    assertThat(on(dialect).read((Tx tx) -> tx.keys().ofActor(alice.uri()))).containsExactly(key);
    assertThat(on(dialect).read((Tx tx) -> tx.keys().find(key.keyId()))).contains(key);
    assertThat(on(dialect).read((Tx tx) -> tx.keys().ofAccount(alice.id()))).containsExactly(key);
    assertThat(key.toString()).doesNotContain("private");
  }
}
