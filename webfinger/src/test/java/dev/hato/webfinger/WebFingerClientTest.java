package dev.hato.webfinger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.webfinger.WebFingerResult.Found;
import dev.hato.webfinger.WebFingerResult.Gone;
import dev.hato.webfinger.WebFingerResult.NotFound;
import dev.hato.webfinger.WebFingerResult.Refused;
import dev.hato.webfinger.WebFingerResult.Unreachable;
import java.io.IOException;
import java.net.URLEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class WebFingerClientTest {
  private final SafeHttpClient http =
      SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build();
  private final WebFingerClient client = WebFingerClient.allowingHttp(http);
  private ScriptedHost host;
  private ScriptedHost other;

  @BeforeEach
  void start() throws IOException {
    host = new ScriptedHost();
    other = new ScriptedHost();
  }

  @AfterEach
  void stop() {
    host.close();
    other.close();
    http.close();
  }

  @Test
  void findsTheActorOfAHandle() {
    Acct alice = new Acct("alice", host.authority());
    host.on(webfinger(alice), jrd(alice, host.base() + "/users/alice"));
    WebFingerResult result = client.lookup(new Acct("Alice", host.authority()));
    assertThat(result).isInstanceOf(NotFound.class); // this host minds the case
    assertThat(client.lookup(alice))
        .isInstanceOfSatisfying(
            Found.class,
            found -> {
              assertThat(found.subject()).isEqualTo(alice);
              assertThat(found.actor()).isEqualTo(host.base() + "/users/alice");
            });
  }

  @Test
  void asksHostMetaOnceWhereThereIsNoWebFinger() {
    Acct alice = new Acct("alice", host.authority());
    String template = other.base() + "/wf?resource={uri}";
    host.on("/.well-known/host-meta", xrd(template));
    other.on(
        template.replace(other.base(), "").replace("{uri}", encoded(alice)),
        jrd(alice, other.base() + "/users/alice"));
    assertThat(client.lookup(alice)).isInstanceOf(Found.class);
    assertThat(host.requests()).hasSize(2);

    host.on("/.well-known/host-meta", xrd(host.base() + "/nothing?resource={uri}"));
    assertThat(client.lookup(alice)).isInstanceOf(NotFound.class);
    assertThat(host.requests()).hasSize(5);
  }

  @Test
  void anotherSubjectIsBelievedWhenItsHostSaysTheSame() {
    Acct asked = new Acct("alice", host.authority());
    Acct canonical = new Acct("alice", other.authority());
    String actor = host.base() + "/users/alice";
    host.on(webfinger(asked), jrd(canonical, actor));
    other.on(webfinger(canonical), jrd(canonical, actor));
    assertThat(client.lookup(asked))
        .isInstanceOfSatisfying(
            Found.class, found -> assertThat(found.subject()).isEqualTo(canonical));
  }

  @Test
  void P4_anotherSubjectIsRefusedWhenItsHostSaysOtherwise() {
    Acct asked = new Acct("mallory", host.authority());
    Acct victim = new Acct("bob", other.authority());
    host.on(webfinger(asked), jrd(victim, host.base() + "/users/mallory"));
    other.on(webfinger(victim), jrd(victim, other.base() + "/users/bob"));
    assertThat(client.lookup(asked)).isInstanceOf(Refused.class);

    other.on(webfinger(victim), 404, "");
    assertThat(client.lookup(asked)).isInstanceOf(NotFound.class);
  }

  @Test
  void F02_aChainOfSubjectsEndsAfterTheSecond() {
    Acct first = new Acct("a", host.authority());
    Acct second = new Acct("b", other.authority());
    Acct third = new Acct("c", host.authority());
    String actor = host.base() + "/users/a";
    host.on(webfinger(first), jrd(second, actor)).on(webfinger(third), jrd(third, actor));
    other.on(webfinger(second), jrd(third, actor));
    assertThat(client.lookup(first)).isInstanceOf(Refused.class);
    assertThat(host.requests()).hasSize(1);
  }

  @Test
  void F03_redirectLoopsAreLeft() {
    Acct alice = new Acct("alice", host.authority());
    host.redirect(webfinger(alice), webfinger(alice));
    assertThat(client.lookup(alice)).isInstanceOf(Refused.class);
    assertThat(host.requests()).hasSizeLessThanOrEqualTo(4);
  }

  @Test
  void answersThatAreNoneAreRefused() {
    Acct alice = new Acct("alice", host.authority());
    host.on(webfinger(alice), "<html>");
    assertThat(client.lookup(alice)).isInstanceOf(Refused.class);
    host.on(webfinger(alice), "{\"subject\":\"" + alice.uri() + "\",\"links\":[]}");
    assertThat(client.lookup(alice)).isInstanceOf(Refused.class);
    host.on(webfinger(alice), "[".repeat(100_000));
    assertThat(client.lookup(alice)).isInstanceOf(Refused.class);
    host.on(webfinger(alice), "{\"links\":[\"" + "x".repeat(300_000) + "\"]}");
    assertThat(client.lookup(alice)).isInstanceOf(Refused.class);
  }

  @Test
  void tellsGoneFromUnreachable() {
    Acct alice = new Acct("alice", host.authority());
    host.on(webfinger(alice), 410, "");
    assertThat(client.lookup(alice)).isInstanceOf(Gone.class);
    host.on(webfinger(alice), 503, "");
    assertThat(client.lookup(alice)).isInstanceOf(Unreachable.class);
    String closed = host.authority();
    host.close();
    assertThat(client.lookup(new Acct("alice", closed))).isInstanceOf(Unreachable.class);
  }

  @Test
  void loopbackIsRefusedOutsideOfTests() {
    try (SafeHttpClient strict = SafeHttpClient.newBuilder().build()) {
      Acct alice = new Acct("alice", host.authority());
      assertThat(WebFingerClient.over(strict).lookup(alice)).isInstanceOf(Refused.class);
      assertThat(host.requests()).isEmpty();
    }
  }

  private static String webfinger(Acct acct) {
    return "/.well-known/webfinger?resource=" + encoded(acct);
  }

  private static String encoded(Acct acct) {
    return URLEncoder.encode(acct.uri(), UTF_8);
  }

  private static String jrd(Acct subject, String actor) {
    return new String(Jrd.newBuilder(subject.uri()).actor(actor).build().toJson(), UTF_8);
  }

  private static String xrd(String template) {
    return "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'><Link rel='lrdd' template='"
        + template
        + "'/></XRD>";
  }
}
