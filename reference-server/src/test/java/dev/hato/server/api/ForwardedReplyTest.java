package dev.hato.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.proof.IntegrityProofs;
import dev.hato.activitypub.proof.LinkedDataSignatures;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Multikey;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange;
import dev.hato.server.WholeSite;
import dev.hato.storage.kernel.Dialect;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Replies of bob that the server of carol passes on, over HTTP into the whole server. */
final class ForwardedReplyTest {
  private static final String SECRET = "z3u2en7t5LR2WtQH5PfFqMqwVHBeXouLzo6haApm8XHqvjxq";
  private static final String PUBLIC = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";

  private final HttpClient client = HttpClient.newHttpClient();
  private WholeSite site;
  private RemoteInstance home;
  private RemoteInstance forwarder;
  private RemoteActor bob;
  private Api hana;
  private JsonNode post;

  @BeforeEach
  void open() throws Exception {
    site = WholeSite.start(Dialect.H2);
    home = RemoteInstance.start("127.0.0.1", site.clock);
    forwarder = RemoteInstance.start("127.0.0.2", site.clock);
    bob = home.actor("bob");
    hana = Api.of(site, client, "hana");
    post = hana.says("Who comes?");
    site.work();
  }

  @AfterEach
  void close() throws Exception {
    forwarder.close();
    home.close();
    site.close();
    client.close();
  }

  @Test
  void aReplyWithAnIntegrityProofLandsAsAStatusOfItsAuthor() throws Exception {
    Iri keyId = Iri.parse(bob.id() + "#ed25519-key");
    home.serve(
        bob.document().with("assertionMethod", List.of(Multikey.of(keyId, bob.id(), PUBLIC))));
    SigningKey key =
        new SigningKey(keyId.value(), Multikeys.readPrivate(SECRET), KeyAlgorithm.ED25519);

    assertThat(forward(IntegrityProofs.sign(reply(), key, site.clock.instant()))).isEqualTo(202);

    assertThatBobAnswered();
  }

  @Test
  void aReplyWithALinkedDataSignatureLandsAsAStatusOfItsAuthor() throws Exception {
    ApObject signed = LinkedDataSignatures.sign(reply(), bob.key(), site.clock.instant());

    assertThat(forward(signed)).isEqualTo(202);

    assertThatBobAnswered();
  }

  @Test
  void aReplyThatWasChangedOnTheWayOrIsNotSignedLandsNowhere() throws Exception {
    ObjectNode changed =
        LinkedDataSignatures.sign(reply(), bob.key(), site.clock.instant()).json().deepCopy();
    ((ObjectNode) changed.get("object")).put("content", "<p>never</p>");

    assertThat(forward(ApObject.of(changed))).isEqualTo(202);
    assertThat(forward(reply())).isEqualTo(401);

    site.work();
    assertThat(answers()).isEmpty();
  }

  @Test
  void aSearchForTheAddressOfAPageFindsThePostThatThePageNames() throws Exception {
    Note note = note();
    home.serve(note);
    String link =
        "<head><link rel=\"alternate\" type=\"application/activity+json\" href=\""
            + note.id().orElseThrow()
            + "\"></head>";
    home.reply("/pages/1", Reply.ok("text/html", link));
    String page = URLEncoder.encode(home.base() + "/pages/1", StandardCharsets.UTF_8);

    JsonNode found = hana.get("/api/v2/search?resolve=true&q=" + page).json();

    assertThat(found.at("/statuses/0/uri").asString()).isEqualTo(note.id().orElseThrow().value());
    String profile = "<head>" + link.replace(note.id().orElseThrow().value(), bob.id().value());
    home.reply("/bob", Reply.ok("text/html", profile));
    String address = URLEncoder.encode(home.base() + "/bob", StandardCharsets.UTF_8);
    assertThat(hana.get("/api/v2/search?resolve=true&q=" + address).json().at("/accounts/0/acct"))
        .asString()
        .contains("bob@" + home.authority());
  }

  private int forward(ApObject activity) {
    Exchange answer = forwarder.post(forwarder.actor("carol"), site.base() + "/inbox", activity);
    return answer instanceof Exchange.Answered answered ? answered.status() : -1;
  }

  private Create reply() {
    return Create.of(bob.id("1"), bob.id(), note());
  }

  private Note note() {
    return Note.newBuilder()
        .id(bob.id("notes/1"))
        .attributedTo(bob.id())
        .inReplyTo(Iri.parse(post.path("uri").asString()))
        .published(site.clock.instant())
        .to(List.of(Iri.PUBLIC))
        .cc(List.of(Iri.parse(bob.id() + "/followers")))
        .content("<p>I do</p>")
        .build();
  }

  private void assertThatBobAnswered() throws Exception {
    assertThat(home.deliveries()).isEmpty();
    site.work();
    List<JsonNode> answers = answers();
    assertThat(answers).hasSize(1);
    assertThat(answers.getFirst().at("/account/acct").asString())
        .isEqualTo("bob@" + home.authority());
    assertThat(answers.getFirst().path("uri").asString()).isEqualTo(bob.id("notes/1").value());
    assertThat(answers.getFirst().path("content").asString()).isEqualTo("<p>I do</p>");
    assertThat(home.requestsFor("/users/bob/notes/1")).as("the post was not fetched").isZero();
  }

  private List<JsonNode> answers() throws Exception {
    String id = post.path("id").asString();
    return List.copyOf(
        hana.get("/api/v1/statuses/" + id + "/context").json().path("descendants").values());
  }
}
