package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.client.AddressPolicy;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.WebFingerClient;
import dev.hato.webfinger.WebFingerResult;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class EchoBotTest {
  @Test
  void theBotIsFoundAcceptsAFollowAndSaysBackWhatItIsTold() throws Exception {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    String authority = "127.0.0.1:" + server.getAddress().getPort();
    String base = "http://" + authority;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor();
        RemoteInstance peer = RemoteInstance.start();
        SafeHttpClient http =
            SafeHttpClient.newBuilder().addressPolicy(AddressPolicy.ANY).allowHttp(true).build()) {
      EchoBot bot = EchoBot.start(base, http, InstantSource.system());
      server.setExecutor(threads);
      server.createContext("/", JdkServer.handler(bot.federation(), "http"));
      server.start();
      RemoteActor bob = peer.actor("bob");

      WebFingerResult found =
          WebFingerClient.allowingHttp(http).lookup(new Acct("echo", authority));
      Iri echo = Iri.parse(((WebFingerResult.Found) found).actor());

      Follow follow =
          Follow.newBuilder().id(bob.id("follows/1")).actor(bob.id()).object(echo).build();
      peer.post(bob, base + "/inbox", follow);
      Received accept = peer.awaitDelivery();
      assertThat(accept.signer()).isEqualTo(echo.value());
      assertThat(((Accept) accept.document()).object().orElseThrow().id()).isEqualTo(follow.id());

      peer.post(bob, base + "/inbox", tell(bob, echo, "<p>coo</p>"));
      Create answer = (Create) peer.awaitDelivery().document();
      Note note = (Note) answer.object().orElseThrow().embedded().orElseThrow();
      assertThat(note.content().value()).isEqualTo("<p>coo</p>");
      assertThat(note.inReplyTo().orElseThrow().id()).contains(bob.id("notes/1"));
      assertThat(note.to()).containsExactly(bob.id());
      bot.worker().close();
    } finally {
      server.stop(0);
    }
  }

  private static Create tell(RemoteActor bob, Iri echo, String html) {
    Note note =
        Note.newBuilder()
            .id(bob.id("notes/1"))
            .attributedTo(bob.id())
            .to(List.of(echo))
            .content(html)
            .tags(List.of(Mention.of(echo, "@echo")))
            .build();
    return Create.of(bob.id("creates/1"), bob.id(), note);
  }
}
