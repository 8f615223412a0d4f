package dev.hato.webfinger;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class WebFingerEndpointTest {
  private static final Jrd ALICE =
      Jrd.newBuilder("acct:alice@example.org")
          .alias("https://web.example.org/@alice")
          .profilePage("https://web.example.org/@alice")
          .actor("https://web.example.org/users/alice")
          .subscribe("https://web.example.org/authorize_interaction?uri={uri}")
          .build();
  private static final Jrd INSTANCE =
      Jrd.newBuilder("acct:example.org@example.org").actor("https://web.example.org/actor").build();

  private final WebFingerEndpoint endpoint =
      new WebFingerEndpoint(
          new OneAccount(), Set.of("example.org", "web.example.org", "localhost:8080"));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acct:alice@example.org",
        "alice@example.org",
        "@alice@example.org",
        "acct:Alice@EXAMPLE.org",
        "acct:alice@web.example.org",
        "https://web.example.org/@alice",
        "https://web.example.org/users/alice"
      })
  void findsAnAccountByHandleActorAndPage(String resource) {
    Answer answer = ask(resource);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.headers())
        .containsEntry("Content-Type", "application/jrd+json; charset=utf-8")
        .containsEntry("Access-Control-Allow-Origin", "*");
    assertThat(Jrd.parse(answer.body())).contains(ALICE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "example.org",
        "https://example.org",
        "https://web.example.org/",
        "acct:example.org@example.org",
        "acct:localhost:8080@localhost:8080"
      })
  void theBareHostIsTheInstanceActor(String resource) {
    assertThat(Jrd.parse(ask(resource).body())).contains(INSTANCE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "acct:bob@example.org",
        "acct:alice@other.test",
        "alice@example.org.evil.test",
        "https://other.test/@alice",
        "other.test",
        "mailto:alice@example.org",
        "javascript:alert(1)"
      })
  void othersAreUnknown(String resource) {
    assertThat(ask(resource).status()).isEqualTo(404);
  }

  @Test
  void aDeletedAccountIsGone() {
    assertThat(ask("acct:carol@example.org").status()).isEqualTo(410);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "resource=", "rel=self", "resource=%zz", "resource=a%40b&resource=c"})
  void aRequestWithoutOneResourceIsBad(String query) {
    assertThat(endpoint.answer(query).status()).isEqualTo(400);
  }

  @Test
  void givesOnlyTheAskedRelations() {
    Answer answer = endpoint.answer("resource=alice%40example.org&rel=self&rel=nothing");
    Jrd jrd = Jrd.parse(answer.body()).orElseThrow();
    assertThat(jrd.links()).extracting(Jrd.Link::rel).containsExactly("self");
    assertThat(jrd.actor()).contains("https://web.example.org/users/alice");
  }

  private Answer ask(String resource) {
    return endpoint.answer("resource=" + URLEncoder.encode(resource, StandardCharsets.UTF_8));
  }

  private static final class OneAccount implements AccountDirectory {
    @Override
    public Listing byName(String user) {
      return switch (user.toLowerCase(Locale.ROOT)) {
        case "alice" -> new Listing.Known(ALICE);
        case "carol" -> new Listing.Gone();
        default -> new Listing.Unknown();
      };
    }

    @Override
    public Listing byUrl(String url) {
      boolean known =
          ALICE.aliases().contains(url) || ALICE.actor().filter(url::equals).isPresent();
      return known ? new Listing.Known(ALICE) : new Listing.Unknown();
    }

    @Override
    public Listing instance() {
      return new Listing.Known(INSTANCE);
    }
  }
}
