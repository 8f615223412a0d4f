package dev.hato.storage.accounts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Accounts.Counter;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AccountsTest {
  private static Transactions on(Dialect dialect) {
    return TestDatabases.shared(dialect).transactions();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void everyPartOfAProfileComesBack(Dialect dialect) {
    Profile profile =
        Profile.newBuilder()
            .actorType(ActorType.SERVICE)
            .displayName("鳩 🕊")
            .note("<p>こんにちは</p>", "こんにちは")
            .locked(true)
            .discoverable(true)
            .indexable(true)
            .hideCollections(true)
            .avatar(new Picture("", "a/1.png", "a dove"))
            .header(new Picture("https://x.test/h.png", "h/1.png", ""))
            .fields(
                List.of(
                    new ProfileField("site", "https://x.test", Optional.of(Instant.EPOCH)),
                    new ProfileField("\"quoted\"", "二", Optional.empty())))
            .emojis(List.of(new EmojiRef("dove", "https://x.test/d.png", "https://x.test/s.png")))
            .alsoKnownAs(List.of("https://old.test/users/dove"))
            .build();
    Account account =
        on(dialect)
            .write(
                tx -> {
                  Account plain = Cast.local(tx, "Dove");
                  return tx.accounts().updateProfile(plain.id(), old -> profile).orElseThrow();
                });
    Account read = on(dialect).read(tx -> tx.accounts().find(account.id()).orElseThrow());
    assertThat(read).isEqualTo(account);
    assertThat(read.profile()).isEqualTo(profile);
    assertThat(read.local()).isTrue();
    assertThat(read.bot()).isTrue();
    assertThat(read.createdAt()).isEqualTo(account.createdAt());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aNameIsTakenInAnyCase(Dialect dialect) {
    String name = Cast.unique("Alice");
    Account account = on(dialect).write(tx -> Cast.named(tx, name));
    assertThat(
            on(dialect)
                .write(
                    (Tx tx) ->
                        tx.accounts()
                            .addLocal(
                                name.toUpperCase(Locale.ROOT),
                                ActorUrls.newBuilder("https://hato.test/other/" + name).build(),
                                Profile.newBuilder().build())))
        .isEmpty();
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().findLocal(name.toLowerCase(Locale.ROOT))))
        .contains(account);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void ofManyWhoWantANameAtOnceOneGetsIt(Dialect dialect) {
    String name = Cast.unique("alice");
    List<Boolean> won =
        Race.of(
            8,
            n ->
                on(dialect)
                    .write(
                        tx ->
                            tx.accounts()
                                .addLocal(
                                    name,
                                    ActorUrls.newBuilder("https://hato.test/" + name + n).build(),
                                    Profile.newBuilder().build())
                                .isPresent()));
    assertThat(won).containsOnlyOnce(true);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aRemoteActorIsStoredOnceHoweverManySaveIt(Dialect dialect) {
    RemoteActor actor = Cast.remoteActor(Cast.unique("bob"), "remote.test");
    List<RemoteSave> saves =
        Race.of(8, n -> on(dialect).write(tx -> tx.accounts().saveRemote(actor)));
    assertThat(saves)
        .allSatisfy(save -> assertThat(save).isInstanceOf(RemoteSave.Saved.class))
        .map(save -> ((RemoteSave.Saved) save).created())
        .containsOnlyOnce(true);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void M24_aHandleNeverTakesAnAccountOver(Dialect dialect) {
    String name = Cast.unique("victim");
    Account victim =
        on(dialect)
            .write(
                tx ->
                    ((RemoteSave.Saved)
                            tx.accounts().saveRemote(Cast.remoteActor(name, "good.test")))
                        .account());
    RemoteActor impostor =
        new RemoteActor(
            name,
            "good.test",
            ActorUrls.newBuilder("https://evil.test/users/" + name).build(),
            Profile.newBuilder().displayName("victim").build(),
            Optional.empty());
    assertThat(on(dialect).write((Tx tx) -> tx.accounts().saveRemote(impostor)))
        .isEqualTo(new RemoteSave.Refused(victim));
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().findByHandle(name, "good.test")))
        .contains(victim);
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().findByUri(impostor.urls().uri())))
        .isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void M24_aLocalAccountIsNeverWrittenAsARemoteOne(Dialect dialect) {
    Account alice = on(dialect).write(tx -> Cast.local(tx, "alice"));
    RemoteActor impostor =
        new RemoteActor(
            "other",
            "evil.test",
            alice.urls(),
            Profile.newBuilder().displayName("taken over").build(),
            Optional.empty());
    assertThat(on(dialect).write((Tx tx) -> tx.accounts().saveRemote(impostor)))
        .isEqualTo(new RemoteSave.Refused(alice));
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().find(alice.id()))).contains(alice);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void aKnownActorIsUpdatedByItsUriAndKeepsItsHandle(Dialect dialect) {
    Account bob = on(dialect).write(tx -> Cast.remote(tx, "bob", "remote.test"));
    RemoteActor renamed =
        new RemoteActor(
            "robert",
            "elsewhere.test",
            bob.urls(),
            bob.profile().toBuilder().displayName("Robert").build(),
            Optional.empty());
    RemoteSave save = on(dialect).write(tx -> tx.accounts().saveRemote(renamed));
    assertThat(save).isInstanceOf(RemoteSave.Saved.class);
    Account saved = ((RemoteSave.Saved) save).account();
    assertThat(saved.displayName()).isEqualTo("Robert");
    assertThat(saved.acct()).isEqualTo(bob.acct());
    assertThat(saved.id()).isEqualTo(bob.id());
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void batchesKeepTheOrderOfTheIds(Dialect dialect) {
    List<Account> three =
        on(dialect)
            .write(
                tx ->
                    List.of(
                        Cast.local(tx, "a"), Cast.local(tx, "b"), Cast.remote(tx, "c", "c.test")));
    List<Long> ids = List.of(three.get(2).id(), 1L, three.get(0).id());
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().byIds(ids)).values())
        .containsExactly(three.get(2), three.get(0));
    assertThat(
            on(dialect)
                .read(
                    (Tx tx) ->
                        tx.accounts().byUris(List.of(three.get(1).uri(), "https://no.test/"))))
        .containsExactly(three.get(1));
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void searchFindsPrefixesOfNamesInEveryWriting(Dialect dialect) {
    String mark = Cast.unique("q");
    Account dove =
        on(dialect)
            .write(
                tx -> {
                  Account plain = Cast.named(tx, mark + "dove");
                  return tx.accounts()
                      .updateProfile(
                          plain.id(), p -> p.toBuilder().displayName(mark + "ハト太郎_").build())
                      .orElseThrow();
                });
    List<String> finding =
        List.of(mark + "Do", mark + "ﾊﾄ", mark + "はと太", "@" + mark + "dove", mark + "ハト太郎_");
    for (String text : finding) {
      assertThat(on(dialect).read((Tx tx) -> tx.accounts().search(text, 5, 0)))
          .as(text)
          .containsExactly(dove);
    }
    for (String text : List.of(mark + "太郎", mark + "%", mark + "dove@remote")) {
      assertThat(on(dialect).read((Tx tx) -> tx.accounts().search(text, 5, 0))).as(text).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void searchLeavesOutTheSuspendedAndNarrowsByDomain(Dialect dialect) {
    String name = Cast.unique("carol");
    Account here = on(dialect).write(tx -> Cast.named(tx, name));
    Account there =
        on(dialect)
            .write(
                tx ->
                    ((RemoteSave.Saved)
                            tx.accounts().saveRemote(Cast.remoteActor(name, "there.test")))
                        .account());
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().search(name + "@ther", 5, 0)))
        .containsExactly(there);
    assertThat(on(dialect).write((Tx tx) -> tx.accounts().setSuspended(here.id(), true))).isTrue();
    assertThat(on(dialect).write((Tx tx) -> tx.accounts().setSuspended(here.id(), true))).isFalse();
    assertThat(on(dialect).read((Tx tx) -> tx.accounts().search(name, 5, 0)))
        .containsExactly(there);
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void R24_countersAgreeWithConcurrentChanges(Dialect dialect) {
    Account alice = on(dialect).write(tx -> Cast.local(tx, "alice"));
    Race.of(
        8,
        n -> {
          on(dialect).run(tx -> tx.accounts().count(alice.id(), Counter.FOLLOWERS, 1));
          on(dialect).run(tx -> tx.accounts().countStatus(alice.id(), tx.now()));
          return n;
        });
    Account counted = on(dialect).read(tx -> tx.accounts().find(alice.id()).orElseThrow());
    assertThat(counted.followersCount()).isEqualTo(8);
    assertThat(counted.statusesCount()).isEqualTo(8);
    assertThat(counted.lastStatusAt()).isPresent();
    on(dialect).run(tx -> tx.accounts().count(alice.id(), Counter.FOLLOWING, -1));
    assertThat(
            on(dialect)
                .read((Tx tx) -> tx.accounts().find(alice.id()).orElseThrow())
                .followingCount())
        .isZero();
  }
}
