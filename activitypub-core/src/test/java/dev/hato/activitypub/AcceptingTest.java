package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AcceptingTest {
  private static final String BROWSER =
      "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/activity+json | true",
        "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\" | true",
        "application/activity+json, application/ld+json, text/html;q=0.9 | true",
        "application/json | true",
        "text/html | false",
        "text/html, application/activity+json;q=0.9 | false",
        "*/* | false",
        "application/activity+json;q=0, */* | false",
        "'' | false",
      })
  void tellsWhoWantsTheDocumentFromWhoWantsThePage(String accept, boolean document) {
    assertThat(Federation.wantsDocument(accept)).isEqualTo(document);
  }

  @Test
  void browsersGetThePage() {
    assertThat(Federation.wantsDocument(BROWSER)).isFalse();
    assertThat(Accepting.takesDocument(BROWSER)).isTrue();
    assertThat(Accepting.takesDocument("")).isTrue();
    assertThat(Accepting.takesDocument("text/html;q=x, image/png")).isFalse();
  }

  @Test
  void J18_thousandsOfQualitiesAreReadQuickly() {
    String accept = "text/x;q=0.1234567,".repeat(50_000) + "application/activity+json";
    long start = System.nanoTime();
    Accepting.takesDocument(accept);
    Accepting.prefersDocument(accept);
    assertThat(System.nanoTime() - start).isLessThan(200_000_000L);
  }
}
