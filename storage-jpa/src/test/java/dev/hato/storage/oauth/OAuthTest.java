package dev.hato.storage.oauth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OAuthTest {
  private static final NewApp APP =
      new NewApp("客", "https://app.test", List.of("urn:ietf:wg:oauth:2.0:oob"), "read write");

  private static Transactions on(Dialect dialect) {
    return TestDatabases.shared(dialect).transactions();
  }

  private static OAuthApp app(Dialect dialect) {
    String id = Cast.unique("client");
    return on(dialect).write(tx -> tx.apps().add(APP, id, id + "-secret"));
  }

  private static Account person(Dialect dialect) {
    return on(dialect).write(tx -> Cast.person(tx, "alice"));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anAppIsKnownByItsCredentials(Dialect dialect) {
    OAuthApp app = app(dialect);
    String secret = app.clientId() + "-secret";
    assertThat(app.redirectUris()).isEqualTo(APP.redirectUris());
    assertThat(on(dialect).read((Tx tx) -> tx.apps().find(app.id()))).contains(app);
    assertThat(on(dialect).read((Tx tx) -> tx.apps().findByClientId(app.clientId()))).contains(app);
    assertThat(on(dialect).read((Tx tx) -> tx.apps().authenticate(app.clientId(), secret)))
        .contains(app);
    assertThat(on(dialect).read((Tx tx) -> tx.apps().authenticate(app.clientId(), "x"))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aCodeIsGoodForOneExchange(Dialect dialect) {
    OAuthGrant grant =
        new OAuthGrant(
            app(dialect).id(), person(dialect).id(), "https://app.test/cb", "read", "challenge");
    String code = Cast.unique("code");
    on(dialect).run(tx -> tx.grants().add(code, grant));
    List<Optional<OAuthGrant>> redeemed =
        Race.of(6, n -> on(dialect).write(tx -> tx.grants().redeem(code)));
    assertThat(redeemed).containsOnlyOnce(Optional.of(grant));
    assertThat(redeemed.stream().filter(Optional::isPresent)).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aPersonsCodesEndTogether(Dialect dialect) {
    long alice = person(dialect).id();
    long app = app(dialect).id();
    String code = Cast.unique("code");
    String other = Cast.unique("code");
    long bob = person(dialect).id();
    on(dialect)
        .run(
            tx -> {
              tx.grants().add(code, new OAuthGrant(app, alice, "https://app.test/cb", "read", ""));
              tx.grants().add(other, new OAuthGrant(app, bob, "https://app.test/cb", "read", ""));
            });

    assertThat(on(dialect).write((Tx tx) -> tx.grants().removeOfAccount(alice))).isEqualTo(1);
    assertThat(on(dialect).write((Tx tx) -> tx.grants().redeem(code))).isEmpty();
    assertThat(on(dialect).write((Tx tx) -> tx.grants().redeem(other))).isPresent();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aCodeAndASessionRunOut(Dialect dialect) {
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-22T10:00:00Z"));
    try (Database database = TestDatabases.open(dialect, now::get)) {
      Transactions transactions = database.transactions();
      long alice = transactions.write(tx -> Cast.person(tx, "alice").id());
      OAuthApp app = transactions.write(tx -> tx.apps().add(APP, "c", "s"));
      OAuthGrant grant = new OAuthGrant(app.id(), alice, "https://app.test/cb", "read", "");
      transactions.run(
          tx -> {
            tx.grants().add("first", grant);
            tx.grants().add("second", grant);
            tx.sessions().add("cookie", alice, "browser", Duration.ofDays(1));
          });
      now.set(now.get().plus(Duration.ofMinutes(10)));
      assertThat(transactions.write((Tx tx) -> tx.grants().redeem("first"))).isEmpty();
      assertThat(transactions.write((Tx tx) -> tx.grants().removeExpired())).isEqualTo(1);

      now.set(now.get().plus(Duration.ofHours(20)));
      Session session = transactions.read(tx -> tx.sessions().find("cookie").orElseThrow());
      transactions.run(tx -> tx.sessions().touch(session.id(), Duration.ofDays(1)));
      now.set(now.get().plus(Duration.ofHours(20)));
      assertThat(transactions.read((Tx tx) -> tx.sessions().find("cookie"))).isPresent();
      now.set(now.get().plus(Duration.ofHours(20)));
      assertThat(transactions.read((Tx tx) -> tx.sessions().find("cookie"))).isEmpty();
      assertThat(transactions.write((Tx tx) -> tx.sessions().removeExpired())).isEqualTo(1);
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTokenTellsWhoseItIsAndWhatKeepsThemOut(Dialect dialect) {
    OAuthApp app = app(dialect);
    long alice = person(dialect).id();
    String token = Cast.unique("token");
    long id =
        on(dialect).write(tx -> tx.tokens().addForAccount(token, app.id(), alice, "read write"));
    AccessToken found = on(dialect).read(tx -> tx.tokens().find(token).orElseThrow());
    assertThat(found.id()).isEqualTo(id);
    assertThat(found.appId()).isEqualTo(app.id());
    assertThat(found.scopes()).isEqualTo("read write");
    assertThat(found.login()).contains(new Login(alice, Role.USER, "en", Login.State.ACTIVE));
    on(dialect).run(tx -> tx.users().disable(alice));
    assertThat(state(dialect, token)).isEqualTo(Login.State.DISABLED);
    on(dialect).run(tx -> tx.accounts().setSuspended(alice, true));
    assertThat(state(dialect, token)).isEqualTo(Login.State.SUSPENDED);
    assertThat(on(dialect).read((Tx tx) -> tx.tokens().find("other"))).isEmpty();
  }

  private static Login.State state(Dialect dialect, String token) {
    return on(dialect)
        .read(tx -> tx.tokens().find(token).orElseThrow().login().orElseThrow().state());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aTokenOfAPersonWhoseLoginIsGoneIsNoTokenOfTheApp(Dialect dialect) {
    OAuthApp app = app(dialect);
    long alice = person(dialect).id();
    String token = Cast.unique("token");
    String own = Cast.unique("token");
    on(dialect)
        .run(
            tx -> {
              tx.tokens().addForAccount(token, app.id(), alice, "read");
              tx.tokens().addForApp(own, app.id(), "read");
              tx.users().remove(alice);
            });
    assertThat(on(dialect).read((Tx tx) -> tx.tokens().find(token))).isEmpty();
    assertThat(on(dialect).read((Tx tx) -> tx.tokens().find(own).orElseThrow().login())).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void M20_whatIsRevokedIsNamedAndGone(Dialect dialect) {
    OAuthApp app = app(dialect);
    OAuthApp other = app(dialect);
    long alice = person(dialect).id();
    List<String> tokens =
        List.of(Cast.unique("t"), Cast.unique("t"), Cast.unique("t"), Cast.unique("t"));
    List<Long> ids =
        on(dialect)
            .write(
                tx ->
                    List.of(
                        tx.tokens().addForAccount(tokens.get(0), app.id(), alice, "read"),
                        tx.tokens().addForAccount(tokens.get(1), app.id(), alice, "read"),
                        tx.tokens().addForAccount(tokens.get(2), other.id(), alice, "read"),
                        tx.tokens().addForAccount(tokens.get(3), other.id(), alice, "read")));
    assertThat(on(dialect).write((Tx tx) -> tx.tokens().revoke(tokens.get(0), other.id())))
        .isEmpty();
    assertThat(on(dialect).write((Tx tx) -> tx.tokens().revoke(tokens.get(0), app.id())))
        .containsExactly(ids.get(0));
    assertThat(on(dialect).read((Tx tx) -> tx.tokens().appsOfAccount(alice)))
        .containsExactly(other, app);
    assertThat(on(dialect).write((Tx tx) -> tx.tokens().revokeOfApp(alice, app.id())))
        .containsExactly(ids.get(1));
    assertThat(on(dialect).write((Tx tx) -> tx.apps().remove(other.id())))
        .containsExactlyInAnyOrder(ids.get(2), ids.get(3));
    for (String token : tokens) {
      assertThat(on(dialect).read((Tx tx) -> tx.tokens().find(token))).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void M30_everyTokenAndSessionOfAPersonCanBeEnded(Dialect dialect) {
    OAuthApp app = app(dialect);
    long alice = person(dialect).id();
    long bob = person(dialect).id();
    String token = Cast.unique("t");
    List<String> cookies = List.of(Cast.unique("c"), Cast.unique("c"), Cast.unique("c"));
    List<Long> ids =
        on(dialect)
            .write(
                tx -> {
                  tx.tokens().addForAccount(token, app.id(), alice, "read");
                  tx.tokens().touch(1);
                  return cookies.stream()
                      .map(c -> tx.sessions().add(c, alice, "browser", Duration.ofDays(1)))
                      .toList();
                });
    assertThat(on(dialect).read((Tx tx) -> tx.sessions().ofAccount(alice))).hasSize(3);
    assertThat(on(dialect).write((Tx tx) -> tx.sessions().remove(ids.get(0), bob))).isFalse();
    assertThat(on(dialect).write((Tx tx) -> tx.sessions().remove(ids.get(0), alice))).isTrue();
    assertThat(on(dialect).write((Tx tx) -> tx.sessions().removeOthers(ids.get(1), alice)))
        .isEqualTo(1);
    assertThat(
            on(dialect).read((Tx tx) -> tx.sessions().find(cookies.get(1)).orElseThrow().login()))
        .extracting(Login::accountId)
        .isEqualTo(alice);
    assertThat(on(dialect).write((Tx tx) -> tx.sessions().removeOfAccount(alice))).isEqualTo(1);
    assertThat(on(dialect).write((Tx tx) -> tx.tokens().revokeOfAccount(alice))).hasSize(1);
    assertThat(on(dialect).read((Tx tx) -> tx.sessions().find(cookies.get(1)))).isEmpty();
    assertThat(on(dialect).read((Tx tx) -> tx.tokens().find(token))).isEmpty();
  }
}
