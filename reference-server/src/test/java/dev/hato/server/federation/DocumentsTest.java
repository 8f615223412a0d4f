package dev.hato.server.federation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.httpsig.client.Exchange;
import dev.hato.server.testkit.FederationPage;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Viewer;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class DocumentsTest {
  private static final JsonMapper JSON = new JsonMapper();

  private static JsonNode json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JSON.readTree(answer.body());
  }

  private static String header(HttpResponse<String> answer, String name) {
    return String.join(", ", answer.headers().allValues(name));
  }

  @Test
  void anActorIsWhatOtherServersNeed() throws Exception {
    try (TestSite site = TestSite.start()) {
      site.account("alice");
      HttpResponse<String> answer = site.get("/users/alice");
      assertThat(header(answer, "Content-Type")).startsWith("application/activity+json");
      assertThat(header(answer, "Vary")).contains("Accept").contains("Signature");
      String shown =
          json(answer)
              .toString()
              .replace(site.base, "https://hato.example")
              .replace(site.base.substring("http://".length()), "hato.example")
              .replaceAll("-----BEGIN[^\"]*", "PEM")
              .replaceAll("\"z6Mk[^\"]*", "\"MULTIBASE")
              .replaceAll("\"published\":\"[0-9T:.-]+Z\"", "\"published\":\"CREATED\"");
      FederationPage.assertShows("Actor", JSON.readTree(shown));
    }
  }

  @Test
  void browsersAreLedToThePageAndPagesGiveTheDocument() throws Exception {
    try (TestSite site = TestSite.start()) {
      site.account("alice");
      HttpResponse<String> led = site.get("/users/alice", "text/html,*/*;q=0.8");
      assertThat(led.statusCode()).isEqualTo(303);
      assertThat(header(led, "Location")).isEqualTo(site.base + "/@alice");
      assertThat(site.get("/@alice", "text/html").body()).contains("page");
      assertThat(json(site.get("/@alice")).path("id").asString())
          .isEqualTo(site.base + "/users/alice");
      assertThat(site.get("/@nobody").statusCode()).isEqualTo(404);
      assertThat(site.get("/users/alice", "image/png").statusCode()).isEqualTo(406);
      assertThat(site.get("/users/alice", "*/*").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void aSuspendedActorIsGone() throws Exception {
    try (TestSite site = TestSite.start()) {
      Account alice = site.account("alice");
      site.database.transactions().run(tx -> tx.accounts().setSuspended(alice.id(), true));
      assertThat(site.get("/users/alice").statusCode()).isEqualTo(410);
      assertThat(site.get("/users/nobody").statusCode()).isEqualTo(404);
      String host = site.base.substring("http://".length());
      assertThat(site.get("/.well-known/webfinger?resource=acct:alice@" + host, "*/*").statusCode())
          .isEqualTo(410);
    }
  }

  @Test
  void webFingerLeadsToActorsAndToTheServer() throws Exception {
    try (TestSite site = TestSite.start()) {
      site.account("alice");
      String host = site.base.substring("http://".length());
      String path = "/.well-known/webfinger?resource=";
      assertThat(site.get(path + "acct:Alice@" + host, "*/*").body())
          .contains("\"subject\":\"acct:alice@" + host + "\"")
          .contains("\"href\":\"" + site.base + "/users/alice\"");
      assertThat(site.get(path + site.base + "/@alice", "*/*").body()).contains("acct:alice@");
      for (String name : new String[] {"acct:instance.actor@" + host, host, site.base}) {
        assertThat(site.get(path + name, "*/*").body()).as(name).contains(site.base + "/actor");
      }
      assertThat(site.get(path + "acct:nobody@" + host, "*/*").statusCode()).isEqualTo(404);
      assertThat(site.get("/.well-known/host-meta", "*/*").body()).contains("{uri}");
    }
  }

  @Test
  void nodeInfoTellsTheSizeAndWhatIsTrue() throws Exception {
    try (TestSite site = TestSite.start(Map.of("registrations", "closed"))) {
      assertThat(site.get("/.well-known/nodeinfo", "*/*").body()).contains("/nodeinfo/2.1");
      JsonNode info = json(site.get("/nodeinfo/2.1", "*/*"));
      assertThat(info.at("/software/name").asString()).isEqualTo("hato");
      assertThat(info.at("/software/version").asString()).isEqualTo("1.2");
      assertThat(info.at("/usage/users/total").asLong()).isEqualTo(3);
      assertThat(info.at("/usage/localPosts").asLong()).isEqualTo(40);
      assertThat(info.at("/openRegistrations").asBoolean()).isFalse();
      assertThat(info.at("/metadata/upstream/name").asString()).isEqualTo("mastodon");
    }
  }

  @Test
  void collectionsCountAndShowOnlyWhatTheirOwnerShows() throws Exception {
    try (TestSite site = TestSite.start()) {
      Account alice = site.account("alice");
      Account bob = site.account("bob");
      site.post(
          "/api/v1/accounts/" + alice.id() + "/follow",
          "",
          Map.of("Authorization", "Bearer " + bob.id()));
      JsonNode followers = json(site.get("/users/alice/followers"));
      assertThat(followers.path("totalItems").asLong()).isEqualTo(1);
      assertThat(site.get("/users/alice/followers?cursor=").body()).contains("/users/bob");
      site.database
          .transactions()
          .run(
              tx ->
                  tx.accounts()
                      .updateProfile(alice.id(), p -> p.toBuilder().hideCollections(true).build()));
      assertThat(site.get("/users/alice/followers?cursor=").body()).doesNotContain("bob");
      assertThat(json(site.get("/users/alice/followers")).path("totalItems").asLong()).isEqualTo(1);
    }
  }

  @Test
  void theOutboxIsReadToItsEndInPages() throws Exception {
    try (TestSite site = TestSite.start()) {
      site.account("alice");
      String next = json(site.get("/users/alice/outbox")).path("first").asString();
      int items = 0;
      int pages = 0;
      while (!next.isEmpty() && pages < 10) {
        JsonNode page = json(site.get(next.substring(site.base.length())));
        items += page.path("orderedItems").size();
        next = page.path("next").asString("");
        pages++;
      }
      assertThat(items).isEqualTo(100);
      assertThat(site.get("/users/alice/outbox?cursor=x").statusCode()).isEqualTo(200);
      assertThat(site.get("/users/alice/collections/featured?cursor=").body())
          .contains("/users/alice/statuses/1");
    }
  }

  @Test
  void aPrivatePostIsOnlyForWhoSignsAndMayReadIt() throws Exception {
    try (TestSite site = TestSite.start();
        RemoteInstance peer = RemoteInstance.start()) {
      site.account("alice");
      RemoteActor bob = peer.actor("bob");
      RemoteActor eve = peer.actor("eve");
      site.posts.reader = Viewer.of(site.resolve.byIri(bob.id()).orElseThrow().id());
      String post = "/users/alice/statuses/2";
      assertThat(site.get(post).statusCode()).isEqualTo(404);
      assertThat(site.get("/users/alice/statuses/1").statusCode()).isEqualTo(200);
      assertThat(site.get("/users/alice/statuses/3").statusCode()).isEqualTo(410);
      assertThat(site.get("/users/alice/statuses/x").statusCode()).isEqualTo(404);
      Exchange.Answered read = (Exchange.Answered) peer.get(bob, site.base + post);
      assertThat(read.status()).isEqualTo(200);
      assertThat(read.headers().get("cache-control").toString()).contains("private, no-store");
      assertThat(((Exchange.Answered) peer.get(eve, site.base + post)).status()).isEqualTo(404);
      Exchange.Answered made = (Exchange.Answered) peer.get(bob, site.base + post + "/activity");
      assertThat(new String(made.body(), StandardCharsets.UTF_8)).contains("Create");
    }
  }

  @Test
  void authorizedFetchAsksForASignatureExceptForTheInstanceActor() throws Exception {
    try (TestSite site = TestSite.start(Map.of("federation.authorized-fetch", "true"));
        RemoteInstance peer = RemoteInstance.start()) {
      site.account("alice");
      assertThat(site.get("/users/alice").statusCode()).isEqualTo(401);
      assertThat(site.get("/users/alice/statuses/1").statusCode()).isEqualTo(401);
      assertThat(site.get("/actor").statusCode()).isEqualTo(200);
      RemoteActor bob = peer.actor("bob");
      String actor = site.base + "/users/alice";
      assertThat(((Exchange.Answered) peer.get(bob, actor)).status()).isEqualTo(200);
      long id = site.resolve.byIri(bob.id()).orElseThrow().id();
      site.database.transactions().run(tx -> tx.accounts().setSuspended(id, true));
      assertThat(((Exchange.Answered) peer.get(bob, actor)).status()).isEqualTo(404);
    }
  }
}
