package dev.hato.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.WholeSite;
import dev.hato.storage.kernel.Dialect;
import java.net.http.HttpClient;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Relationships and notifications by the API. */
final class PeopleApiTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private WholeSite site;
  private Api hana;
  private Api taro;

  @BeforeEach
  void open() throws Exception {
    site = WholeSite.start(Dialect.H2);
    hana = Api.of(site, client, "hana");
    taro = Api.of(site, client, "taro");
  }

  @AfterEach
  void close() throws Exception {
    site.close();
    client.close();
  }

  private static String on(Api person, String verb) {
    return "/api/v1/accounts/" + person.id() + "/" + verb;
  }

  private JsonNode relationship(Api from, Api to) throws Exception {
    return from.get("/api/v1/accounts/relationships?id[]=" + to.id()).json().get(0);
  }

  @Test
  void aFollowIsToldOnceAndTakenBackWithItsNotification() throws Exception {
    for (int i = 0; i < 2; i++) {
      JsonNode followed = taro.post(on(hana, "follow"), "").json();
      assertThat(followed.path("following").asBoolean()).isTrue();
    }
    site.work();
    JsonNode told = hana.get("/api/v1/notifications").json();
    assertThat(told).hasSize(1);
    assertThat(told.get(0).path("type").asString()).isEqualTo("follow");
    assertThat(relationship(hana, taro).path("followed_by").asBoolean()).isTrue();
    taro.post(on(hana, "unfollow"), "");
    site.work();
    assertThat(hana.get("/api/v1/notifications").body()).isEqualTo("[]");
    assertThat(relationship(hana, taro).path("followed_by").asBoolean()).isFalse();
  }

  @Test
  void aLockedPersonDecidesAndOnlyThenIsFollowed() throws Exception {
    hana.send("PATCH", "/api/v1/accounts/update_credentials", "{\"locked\":true}");
    JsonNode asked = taro.post(on(hana, "follow"), "").json();
    assertThat(asked.path("following").asBoolean()).isFalse();
    assertThat(asked.path("requested").asBoolean()).isTrue();
    assertThat(Api.ids(hana.get("/api/v1/follow_requests")))
        .containsExactly(Long.toString(taro.id()));
    String answer = "/api/v1/follow_requests/" + taro.id();
    assertThat(taro.post(answer + "/authorize", "").status()).isEqualTo(404);
    assertThat(hana.post(answer + "/authorize", "").status()).isEqualTo(200);
    assertThat(relationship(taro, hana).path("following").asBoolean()).isTrue();
  }

  @Test
  void aBlockEndsFollowsBothWaysAndForbidsNewOnes() throws Exception {
    taro.post(on(hana, "follow"), "");
    hana.post(on(taro, "follow"), "");
    JsonNode blocked = hana.post(on(taro, "block"), "").json();
    assertThat(blocked.path("blocking").asBoolean()).isTrue();
    assertThat(blocked.path("following").asBoolean()).isFalse();
    assertThat(blocked.path("followed_by").asBoolean()).isFalse();
    assertThat(taro.post(on(hana, "follow"), "").status()).isEqualTo(403);
    assertThat(hana.post(on(taro, "follow"), "").status()).isEqualTo(403);
    assertThat(hana.post(on(hana, "block"), "").status()).isEqualTo(403);
    assertThat(Api.ids(hana.get("/api/v1/blocks"))).containsExactly(Long.toString(taro.id()));
    hana.post(on(taro, "unblock"), "");
    assertThat(relationship(hana, taro).path("blocking").asBoolean()).isFalse();
  }

  @Test
  void foreignAndSenselessIdsAreRefusedInOneSentence() throws Exception {
    for (String id : List.of("1", "abc", "-1", "9".repeat(30))) {
      for (String verb : List.of("follow", "block", "mute", "unfollow")) {
        Api.Reply reply = hana.post("/api/v1/accounts/" + id + "/" + verb, "");
        assertThat(reply.status()).as(id + verb).isEqualTo(404);
        assertThat(reply.error()).isEqualTo("Record not found");
      }
    }
    assertThat(hana.get("/api/v1/accounts/relationships?id[]=1").body()).isEqualTo("[]");
    assertThat(hana.get("/api/v1/accounts/relationships?id[]=x").status()).isEqualTo(400);
    assertThat(hana.post(on(taro, "mute"), "{\"duration\":\"long\"}").status()).isEqualTo(400);
    assertThat(hana.post(on(taro, "follow"), "{\"reblogs\":").status()).isEqualTo(400);
  }

  @Test
  void notificationsAreReadInPagesFilteredAndDismissedByTheirOwnerOnly() throws Exception {
    String post = "/api/v1/statuses/" + hana.says("hello").path("id").asString();
    taro.post(on(hana, "follow"), "");
    taro.post(post + "/favourite", "");
    taro.post(post + "/reblog", "");
    taro.says("@hana どうも");
    site.work();
    List<String> all = Api.ids(hana.get("/api/v1/notifications"));
    assertThat(all).hasSize(4);
    Api.Reply first = hana.get("/api/v1/notifications?limit=3");
    assertThat(Api.ids(first)).isEqualTo(all.subList(0, 3));
    assertThat(Api.ids(hana.get(first.link("next")))).isEqualTo(all.subList(3, 4));
    assertThat(hana.get("/api/v1/notifications?types[]=mention").json()).hasSize(1);
    assertThat(hana.get("/api/v1/notifications?exclude_types[]=mention").json()).hasSize(3);
    String one = "/api/v1/notifications/" + all.getFirst();
    assertThat(taro.get(one).status()).isEqualTo(404);
    assertThat(taro.post(one + "/dismiss", "").status()).isEqualTo(404);
    assertThat(hana.get(one).status()).isEqualTo(200);
    assertThat(hana.post(one + "/dismiss", "").status()).isEqualTo(200);
    assertThat(hana.get(one).status()).isEqualTo(404);
    assertThat(hana.post("/api/v1/notifications/clear", "").status()).isEqualTo(200);
    assertThat(hana.get("/api/v1/notifications").body()).isEqualTo("[]");
  }

  @Test
  void aPersonWhoIsMutedIsNotHeard() throws Exception {
    hana.post(on(taro, "follow"), "");
    hana.post(on(taro, "mute"), "");
    taro.says("@hana 聞こえますか");
    site.work();
    assertThat(hana.get("/api/v1/notifications").body()).isEqualTo("[]");
    assertThat(hana.get("/api/v1/timelines/home").body()).isEqualTo("[]");
    hana.post(on(taro, "unmute"), "");
    taro.says("@hana もう一度");
    site.work();
    assertThat(hana.get("/api/v1/notifications").json()).hasSize(1);
  }
}
