package dev.hato.activitypub.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IriTest {
  private static final Iri GOOD = Iri.parse("https://good.test/users/alice");

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://a.test/a b",
        "ap://did:key:z6Mk/x",
        "did:key:z6Mk",
        "",
        "::",
        "日本語",
        "\u0000",
        "tag:x,2020:y"
      })
  void anyTextIsKeptAsItIs(String text) {
    assertThat(Iri.parse(text).value()).isEqualTo(text);
    assertThat(Iri.parse(text)).hasToString(text);
  }

  @ParameterizedTest
  @CsvSource({
    "https://Good.TEST/x, good.test, https://good.test",
    "HTTPS://good.test:443/x, good.test, https://good.test",
    "http://good.test:80, good.test, http://good.test",
    "https://good.test:8443?q, good.test, https://good.test:8443",
    "https://good.test:/, good.test, https://good.test",
    "https://[2001:DB8::1]:444/, [2001:db8::1], https://[2001:db8::1]:444",
    "https://日本語.test/, xn--wgv71a119e.test, https://xn--wgv71a119e.test",
    "https://XN--wgv71a119e.test/, xn--wgv71a119e.test, https://xn--wgv71a119e.test",
    "https://Bücher.test/a b, xn--bcher-kva.test, https://xn--bcher-kva.test",
  })
  void hostsAndOriginsHaveOneSpelling(String iri, String host, String origin) {
    assertThat(Iri.parse(iri).host()).contains(host);
    assertThat(Iri.parse(iri).origin()).contains(origin);
    assertThat(Iri.parse(iri).isHttp()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://good.test./",
        "https://good。test/",
        "https://good．test/",
        "https://ｇood.test/",
        "https://go\u200bod.test/",
        "https://go\u200dod.test/",
        "https://go\u00adod.test/",
        "https://good.test\\@evil.test/",
        "https://evil.test@good.test/",
        "https://good.test:443@evil.test/",
        "https://good%2Etest/",
        "https://good.test%00.evil.test/",
        "https://good.test\n.evil.test/",
        "https://good .test/",
        "https:///good.test/",
        "https:good.test/",
        "//good.test/",
        " https://good.test/",
        "https://good..test/",
        "https://good.test:99999/",
        "https://good.test:44x/",
        "https://\u212aelvin.test/",
        "https://stra\u00dfe.test/",
        "https://\u03c3\u03af\u03c3\u03c5\u03c6\u03bf\u03c2.test/",
        "javascript://good.test/%0aalert(1)",
        "acct:alice@good.test",
      })
  void M10_namesThatProgramsReadDifferentlyHaveNoOrigin(String iri) {
    assertThat(Iri.parse(iri).host()).isEmpty();
    assertThat(Iri.parse(iri).isHttp()).isFalse();
    assertThat(Iri.parse(iri).sameOrigin(GOOD)).isFalse();
    assertThat(Iri.parse(iri).sameOrigin(Iri.parse(iri))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "https://good.test/other, true",
    "https://GOOD.test:443/, true",
    "http://good.test/users/alice, false",
    "https://good.test:444/, false",
    "https://sub.good.test/, false",
    "https://good.test.evil.test/, false",
    "https://evil.test/good.test, false",
    "did:key:z6Mk, false",
  })
  void L01_originsAreComparedAsSchemeHostAndPort(String iri, boolean same) {
    assertThat(Iri.parse(iri).sameOrigin(GOOD)).isEqualTo(same);
    assertThat(GOOD.sameOrigin(Iri.parse(iri))).isEqualTo(same);
  }

  @Test
  void theOriginOfAPortableObjectIsItsDid() {
    Iri actor = Iri.parse("ap://did:key:z6MkA/actor");
    assertThat(actor.origin()).contains("did:key:z6MkA");
    assertThat(actor.sameOrigin(Iri.parse("ap://did%3Akey%3Az6MkA/objects/1?x#y"))).isTrue();
    assertThat(actor.sameOrigin(Iri.parse("did:key:z6MkA#z6MkA"))).isTrue();
    assertThat(actor.sameOrigin(Iri.parse("ap://did:key:z6MkB/actor"))).isFalse();
    assertThat(actor.host()).isEmpty();
    assertThat(Iri.parse("ap://good.test/actor").origin()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "blob:https://good.test/1",
        "//good.test/x",
        "java\nscript:alert(1)",
        "ht\ttps://good.test/",
        "https://good.test/\u0000",
        "https://good.test/a\nb",
      })
  void M28_onlyHttpAddressesAreForPeople(String url) {
    assertThat(Iri.parse(url).isHttp()).isFalse();
  }

  @Test
  void everySpellingOfThePublicAddressIsKnown() {
    assertThat(Iri.parse("as:Public").isPublic()).isTrue();
    assertThat(Iri.parse("Public").isPublic()).isTrue();
    assertThat(Iri.PUBLIC.isPublic()).isTrue();
    assertThat(GOOD.isPublic()).isFalse();
  }

  @Test
  void parsingNeverFails() {
    Random random = new Random(7);
    for (int i = 0; i < 20_000; i++) {
      StringBuilder text = new StringBuilder(random.nextBoolean() ? "https://" : "");
      for (int j = random.nextInt(12); j > 0; j--) {
        String some = ":/@[]%?#.\\ aZ9-";
        text.append(
            random.nextInt(3) > 0
                ? some.charAt(random.nextInt(some.length()))
                : (char) random.nextInt(0x10000));
      }
      Iri iri = Iri.parse(text.toString());
      assertThat(iri.host().isPresent()).isEqualTo(iri.host().isPresent() && iri.isAbsolute());
      assertThat(iri.origin().isPresent() && iri.sameOrigin(iri))
          .isEqualTo(iri.origin().isPresent());
      iri.isHttp();
    }
  }
}
