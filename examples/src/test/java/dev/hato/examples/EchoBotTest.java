package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Mention;
import dev.hato.activitypub.vocab.Note;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.WebFingerClient;
import dev.hato.webfinger.WebFingerResult;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class EchoBotTest {
  @Test
  void theBotIsFoundAcceptsAFollowAndSaysBackWhatItIsTold(RemoteInstance peer) throws Exception {
    try (Loopback place = new Loopback();
        Node bot = EchoBot.start(place.site)) {
      place.serve(bot.federation);
      RemoteActor bob = peer.actor("bob");
      WebFingerClient finger = WebFingerClient.allowingHttp(place.site.http());
      WebFingerResult found = finger.lookup(new Acct("echo", place.authority()));
      Iri echo = Iri.parse(((WebFingerResult.Found) found).actor());
      String inbox = place.site.base() + "/inbox";

      Follow follow = Follow.of(bob.id("follows/1"), bob.id(), echo);
      peer.post(bob, inbox, follow);
      Received accept = peer.awaitDelivery();
      assertThat(accept.signer()).isEqualTo(echo.value());
      assertThat(((Accept) accept.document()).object().orElseThrow().id()).isEqualTo(follow.id());

      peer.post(bob, inbox, tell(bob, echo, "<p>coo</p>"));
      Create answer = (Create) peer.awaitDelivery().document();
      Note note = (Note) answer.object().orElseThrow().embedded().orElseThrow();
      assertThat(note.content().value()).isEqualTo("<p>coo</p>");
      assertThat(note.inReplyTo().orElseThrow().id()).contains(bob.id("notes/1"));
      assertThat(note.to()).containsExactly(bob.id());
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
