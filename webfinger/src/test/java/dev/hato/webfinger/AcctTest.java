package dev.hato.webfinger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class AcctTest {
  @ParameterizedTest
  @CsvSource({
    "alice@example.org, alice, example.org",
    "@alice@example.org, alice, example.org",
    "acct:alice@example.org, alice, example.org",
    "Alice.B_c-1@Example.ORG, Alice.B_c-1, example.org",
    "alice@localhost:8080, alice, localhost:8080",
    "alice@example.org:443, alice, example.org",
    "alice@127.0.0.1:3000, alice, 127.0.0.1:3000",
    "alice@日本語.jp, alice, xn--wgv71a119e.jp",
    "alice@日本語。jp, alice, xn--wgv71a119e.jp",
    "alice@はじめよう.みんな, alice, xn--p8j9a0d9c9a.xn--q9jyb4c",
    "alice@ドメイン・例.jp, alice, xn--eckwd4c7cvb1327a.jp",
    "alice@bücher.test, alice, xn--bcher-kva.test",
    "alice@BÜCHER.test, alice, xn--bcher-kva.test",
    "alice@xn--wgv71a119e.jp, alice, xn--wgv71a119e.jp",
    "alice@straße.test, alice, xn--strae-oqa.test",
  })
  void readsHandlesIntoOneForm(String text, String user, String host) {
    assertThat(Acct.parse(text)).contains(new Acct(user, host));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "alice",
        "@",
        "@@",
        "alice@",
        "@example.org",
        "alice@@example.org",
        "alice@bob@example.org",
        "al ice@example.org",
        "alice@exa mple.org",
        "alice@-example.org",
        "alice@example-.org",
        "alice@example..org",
        "alice@.example.org",
        "alice@host:",
        "alice@host:0",
        "alice@host:65536",
        "alice@[::1]",
        "alice@example.org\n",
        "https://example.org/@alice"
      })
  void refusesWhatIsNoHandle(String text) {
    assertThat(Acct.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@host:1234/x?y#",
        "alice@host/path",
        "alice@host?query",
        "alice@host#fragment",
        "alice@user:password@host",
        "alice@host\\path",
        "alice@host:80:80",
        "alice@host%2fpath"
      })
  void Y02_hostsWithPathsQueriesAndFragmentsAreRefused(String text) {
    assertThat(Acct.parse(text)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alice@good.test.", // trailing dot
        "alice@go\u200Bod.test", // zero-width space
        "alice@go\u200Dod.test", // zero-width joiner
        "alice@go\u00ADod.test", // soft hyphen
        "alice@\uFF47ood.test", // full-width letter
        "alice@good\u2024test", // one-dot leader
        "alice@\u24D6ood.test", // circled letter
      })
  void M10_spellingsThatWouldBeMappedToAnotherHostAreRefused(String text) {
    assertThat(Acct.parse(text)).isEmpty();
  }

  @Test
  void M10_differentHostsNeverBecomeEqual() {
    Acct good = new Acct("alice", "good.test");
    assertThat(Acct.parse("alice@g\u043E\u043Ed.test")).get().isNotEqualTo(good); // Cyrillic o
    assertThat(Acct.parse("alice@strasse.test")).isNotEqualTo(Acct.parse("alice@straße.test"));
    assertThat(Acct.parse("alice@good\uFF0Etest")).contains(good); // a full-width dot is a dot
    assertThat(Acct.parse("alice@GOOD.test")).contains(good);
  }

  @Test
  void sameAccountWhateverTheCaseOfTheUserName() {
    assertThat(new Acct("Alice", "a.test").sameAs(new Acct("alice", "a.test"))).isTrue();
    assertThat(new Acct("alice", "a.test").sameAs(new Acct("alice", "b.test"))).isFalse();
    assertThat(new Acct("alice", "a.test").sameAs(new Acct("alicia", "a.test"))).isFalse();
  }

  @Test
  void isNeverBuiltFromAnotherForm() {
    assertThatThrownBy(() -> new Acct("alice", "Example.org"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Acct.parse");
    assertThat(new Acct("alice", "example.org").uri()).isEqualTo("acct:alice@example.org");
  }

  @Test
  void M23_longGarbageIsRefusedQuickly() {
    String text = "a@".repeat(50_000);
    long start = System.nanoTime();
    assertThat(Acct.parse(text)).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(100_000_000L);
  }
}
