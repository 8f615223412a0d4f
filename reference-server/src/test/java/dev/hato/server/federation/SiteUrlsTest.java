package dev.hato.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.vocab.Iri;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SiteUrlsTest {
  private final SiteUrls urls = new SiteUrls("https://social.example", "example");

  @Test
  void whatIsMadeIsReadBack() {
    assertThat(urls.localUsername(Iri.parse(urls.actor("alice")))).contains("alice");
    assertThat(urls.localUsername(Iri.parse(urls.profile("alice")))).contains("alice");
    assertThat(urls.localStatusId(Iri.parse(urls.status("alice", 7)))).hasValue(7);
    assertThat(urls.localStatusId(Iri.parse(urls.page("alice", 7)))).hasValue(7);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://social.example.evil.example/users/alice",
        "https://evil.example/users/alice",
        "http://social.example/users/alice",
        "https://social.example@evil.example/users/alice",
        "https://social.example/users/alice/../bob",
        "https://social.example/users/alice?x",
        "https://social.example/users/",
      })
  void G2_whatOnlyLooksLikeOursIsNot(String id) {
    assertThat(urls.localUsername(Iri.parse(id))).isEmpty();
  }

  @Test
  void tagsAreEscaped() {
    assertThat(urls.tag("鳩")).isEqualTo("https://social.example/tags/%E9%B3%A9");
  }
}
