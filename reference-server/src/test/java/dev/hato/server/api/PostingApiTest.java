package dev.hato.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.WholeSite;
import dev.hato.storage.kernel.Dialect;
import java.net.http.HttpClient;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Posts and timelines by the API. */
final class PostingApiTest {
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static WholeSite site;
  private static Api hana;
  private static Api taro;

  @BeforeAll
  static void open() throws Exception {
    site = WholeSite.start(Dialect.H2);
    hana = Api.of(site, CLIENT, "hana");
    taro = Api.of(site, CLIENT, "taro");
  }

  @AfterAll
  static void close() throws Exception {
    site.close();
    CLIENT.close();
  }

  @Test
  void hashtagsMayBeFullWidthAndMentionsAreAsciiAsEverywhere() throws Exception {
    JsonNode post = hana.says("こんにちは、@taro さん。＠hana は宛先ではない。 ＃鳩の日 です。 #ハト");
    assertThat(post.path("content").asString()).contains("こんにちは", "です。");
    assertThat(post.path("mentions").values())
        .extracting(one -> one.path("username").asString())
        .containsExactly("taro");
    assertThat(post.path("tags").values())
        .extracting(one -> one.path("name").asString())
        .containsExactlyInAnyOrder("鳩の日", "ハト");
    String id = post.path("id").asString();
    String tag = "/api/v1/timelines/tag/%E9%B3%A9%E3%81%AE%E6%97%A5";
    assertThat(Api.ids(taro.get(tag))).contains(id);
    assertThat(taro.get("/api/v1/statuses/" + id).json().path("content").asString())
        .isEqualTo(post.path("content").asString());
    site.work();
    assertThat(taro.get("/api/v1/notifications").body()).contains("\"type\":\"mention\"", id);
  }

  @Test
  void aBadTokenIsRefusedAlsoWhereNoneIsNeeded() throws Exception {
    Api nobody = hana.withToken("");
    Api guess = hana.withToken("a-guess");
    for (String path : List.of("/api/v1/timelines/home", "/api/v1/favourites")) {
      assertThat(nobody.get(path).status()).as(path).isEqualTo(401);
      assertThat(guess.get(path).error()).isEqualTo("The access token is invalid");
    }
    assertThat(nobody.get("/api/v1/timelines/public").status()).isEqualTo(200);
    assertThat(guess.get("/api/v1/timelines/public").status()).isEqualTo(401);
    assertThat(guess.post("/api/v1/statuses", "{\"status\":\"x\"}").status()).isEqualTo(401);
  }

  @Test
  void idsThatNobodyGaveAreNotFound() throws Exception {
    for (String id : List.of("1", "0", "-1", "abc", "9".repeat(40), "1.5", "%00", "%F0%9F%95%8A")) {
      String one = "/api/v1/statuses/" + id;
      for (String path : List.of(one, one + "/context", one + "/history", one + "/favourited_by")) {
        assertThat(hana.get(path).status()).as(path).isIn(400, 404);
      }
      assertThat(hana.post(one + "/favourite", "").status()).as(one).isIn(400, 404);
    }
  }

  @Test
  void wrongTypesAreOneSentenceAndNothingIsStored() throws Exception {
    String before = hana.get("/api/v1/accounts/verify_credentials").body();
    for (String body :
        List.of(
            "{\"status\":",
            "[]",
            "\"text\"",
            "{\"status\":\"x\",\"media_ids\":[\"abc\"]}",
            "{\"status\":\"x\",\"media_ids\":[\"1\"]}",
            "{\"status\":\"x\",\"in_reply_to_id\":\"abc\"}",
            "{\"status\":\"x\",\"in_reply_to_id\":\"1\"}",
            "{\"status\":\"x\",\"visibility\":\"secret\"}",
            "{\"status\":\"   \"}",
            "{}",
            "{\"status\":\"" + "鳩".repeat(501) + "\"}")) {
      Api.Reply reply = hana.post("/api/v1/statuses", body);
      assertThat(reply.status()).as(body).isBetween(400, 422);
      assertThat(reply.error()).as(body).isNotBlank().doesNotContain("Exception", "\n");
    }
    assertThat(hana.get("/api/v1/accounts/verify_credentials").body()).isEqualTo(before);
  }

  @Test
  void unknownFieldsAreLeftAsideAndFiveHundredCharactersFit() throws Exception {
    String text = "鳩".repeat(500);
    Api.Reply reply =
        hana.post(
            "/api/v1/statuses",
            "{\"status\":\"%s\",\"colour\":\"blue\",\"nested\":{\"a\":[1]}}".formatted(text));
    assertThat(reply.status()).isEqualTo(200);
    assertThat(reply.json().path("content").asString()).contains(text);
  }

  @Test
  void aHomeTimelineIsReadInPagesBothWays() throws Exception {
    Api kenji = Api.of(site, CLIENT, "kenji");
    List<String> newestFirst = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      newestFirst.addFirst(kenji.says("post " + i).path("id").asString());
    }
    site.work();
    Api.Reply first = kenji.get("/api/v1/timelines/home?limit=2");
    assertThat(Api.ids(first)).isEqualTo(newestFirst.subList(0, 2));
    Api.Reply second = kenji.get(first.link("next"));
    assertThat(Api.ids(second)).isEqualTo(newestFirst.subList(2, 4));
    Api.Reply third = kenji.get(second.link("next"));
    assertThat(Api.ids(third)).isEqualTo(newestFirst.subList(4, 5));
    assertThat(third.link("next")).isEmpty();
    assertThat(Api.ids(kenji.get(third.link("prev")))).isEqualTo(newestFirst.subList(2, 4));
    assertThat(kenji.get(first.link("prev")).body()).isEqualTo("[]");
    String since = "/api/v1/timelines/home?since_id=" + newestFirst.get(2);
    assertThat(Api.ids(kenji.get(since))).isEqualTo(newestFirst.subList(0, 2));
  }

  @Test
  void limitsAreBoundsAndWordsAreNone() throws Exception {
    String list = "/api/v1/timelines/public?limit=";
    assertThat(hana.get(list + "0").status()).isEqualTo(200);
    assertThat(hana.get(list + "-5").status()).isEqualTo(200);
    assertThat(hana.get(list + "100000").status()).isEqualTo(200);
    assertThat(hana.get(list + "many").status()).isEqualTo(400);
    assertThat(hana.get("/api/v1/timelines/public?max_id=x").status()).isEqualTo(400);
  }

  @Test
  void othersPostsAreNotEditedDeletedOrPinned() throws Exception {
    String one = "/api/v1/statuses/" + hana.says("mine").path("id").asString();
    assertThat(taro.send("PUT", one, "{\"status\":\"theirs\"}").status()).isEqualTo(404);
    assertThat(taro.send("DELETE", one, "").status()).isEqualTo(404);
    assertThat(taro.get(one + "/source").status()).isEqualTo(404);
    assertThat(taro.post(one + "/pin", "").status()).isEqualTo(422);
    assertThat(taro.get(one).json().path("content").asString()).contains("mine");
  }

  @Test
  void marksAreMadeOnceAndTakenBack() throws Exception {
    String one = "/api/v1/statuses/" + hana.says("good").path("id").asString();
    for (int i = 0; i < 2; i++) {
      assertThat(taro.post(one + "/favourite", "").json().path("favourited").asBoolean()).isTrue();
      assertThat(taro.post(one + "/reblog", "").status()).isEqualTo(200);
    }
    JsonNode marked = taro.get(one).json();
    assertThat(marked.path("favourites_count").asInt()).isEqualTo(1);
    assertThat(marked.path("reblogs_count").asInt()).isEqualTo(1);
    for (int i = 0; i < 2; i++) {
      assertThat(taro.post(one + "/unfavourite", "").status()).isEqualTo(200);
      assertThat(taro.post(one + "/unreblog", "").status()).isEqualTo(200);
    }
    JsonNode bare = taro.get(one).json();
    assertThat(bare.path("favourites_count").asInt()).isZero();
    assertThat(bare.path("reblogs_count").asInt()).isZero();
    assertThat(bare.path("favourited").asBoolean()).isFalse();
  }
}
