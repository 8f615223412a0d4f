package dev.hato.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What strangers read: front page, profile, posts with their threads. */
@InChromium
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ReadingTest {
  private static final String LONG_URL =
      "https://example.com/a/very/long/path/that/never/ends/and/has/no/place/to/break"
          + "?with=parameters&that=go_on_and_on_and_on_and_on";
  private static final String JAPANESE =
      "鳩は、平和の象徴として古くから親しまれてきました。夕暮れの公園で、群れが一斉に飛び立つ様子は見事です。🕊️ #鳩 #fediverse\n\n" + LONG_URL;

  private Town town;
  private Client api;
  private String thread = "";

  @BeforeAll
  void write(Chromium chromium) throws Exception {
    town = new Town();
    try (Window owner = chromium.open(town.base(), Window.Visitor.reading("en"))) {
      town.settle(owner, "alice");
      api = town.trusted(owner);
    }
    profile();
    String question = post(Map.of("status", JAPANESE, "language", "ja"));
    String answer = post(Map.of("status", "They do, every evening.", "in_reply_to_id", question));
    thread = post(Map.of("status", "ところで、公園はどこですか？", "language", "ja", "in_reply_to_id", answer));
    post(Map.of("status", "駅の裏です。", "language", "ja", "in_reply_to_id", thread));
    post(
        Map.of(
            "status", "The butler did it.", "spoiler_text", "結末のネタバレがあります / the ending of a film"));
    String picture = picture("夕焼けの空を飛ぶ鳩の群れ", new Color(0xf2a65a), new Color(0x3b4a6b), 1200, 800);
    post(Map.of("status", "昨日の一枚。", "media_ids[]", picture, "language", "ja"));
    String hidden = picture("A statue", new Color(0x99aa77), new Color(0x334422), 600, 900);
    post(Map.of("status", "In the museum", "media_ids[]", hidden, "sensitive", "true"));
    String icon = picture("", new Color(0x5588aa), new Color(0xddeeff), 120, 120);
    post(Map.of("status", "A small one", "media_ids[]", icon));
    api.post("/api/v1/statuses/" + question + "/favourite", Map.of());
    api.post("/api/v1/statuses/" + question + "/reblog", Map.of());
  }

  @Test
  void whoIsLoggedInSeesWhoElseMayReadAPost(Chromium chromium) throws Exception {
    String secret =
        post(Map.of("status", "Only for those who follow me.", "visibility", "private"));
    try (Window alice = chromium.open(town.base(), Window.Visitor.reading("en"))) {
      alice.visit("/@alice/" + secret);
      assertThat(alice.text()).contains(alice.t("error.404"));
      alice
          .visit("/auth/sign_in")
          .type("login.name", "alice")
          .type("login.password", Town.PASSWORD)
          .press("login.submit");
      alice.visit("/@alice/" + secret).look("followers-only");
      assertThat(alice.text()).contains("Only for those who follow me.", alice.t("post.private"));
    }
  }

  @AfterAll
  void close() throws Exception {
    town.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void theFrontPageAndAHashtagShowPosts(String language, Chromium chromium) {
    try (Window stranger = chromium.open(town.base(), new Window.Visitor(language, false))) {
      assertThat(stranger.visit("/").look("front-posts").text())
          .contains("鳩は、平和の象徴", stranger.t("landing.newest"), stranger.t("landing.signup"));
      assertThat(stranger.visit("/tags/鳩").look("tag").heading()).isEqualTo("#鳩");
      stranger.visit("/@nobody").look("missing");
      assertThat(stranger.text()).contains(stranger.t("error.404"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void aProfileShowsItsPostsPicturesAndBoosts(String language, Chromium chromium) {
    try (Window stranger = chromium.open(town.base(), new Window.Visitor(language, false))) {
      stranger.visit("/@alice").look("profile");
      assertThat(stranger.heading()).startsWith("アリス");
      assertThat(stranger.text())
          .contains("@alice@localhost", "鳩は、平和の象徴")
          .contains(stranger.t("post.boostedBy", stranger.heading()));
      Locator picture = image(stranger, "夕焼けの空を飛ぶ鳩の群れ");
      picture.scrollIntoViewIfNeeded();
      assertThat(picture.isVisible()).isTrue();
      assertThat(image(stranger, stranger.t("post.undescribed")).count()).isEqualTo(1);
      assertCollapsed(stranger, "The butler did it.", "結末のネタバレ");
      Locator statue = image(stranger, "A statue");
      assertThat(statue.isVisible()).isFalse();
      stranger.page().getByText(stranger.t("post.sensitive")).click();
      assertThat(statue.isVisible()).isTrue();
      stranger.look("profile-open");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void aPostStandsInItsThread(String language, Chromium chromium) {
    try (Window stranger = chromium.open(town.base(), Window.Visitor.reading(language))) {
      stranger.visit("/@alice/" + thread).look("thread");
      assertThat(stranger.text().replaceAll("\\s+", " "))
          .containsSubsequence("鳩は、平和の象徴", "They do, every evening.", "ところで、公園はどこですか？", "駅の裏です。");
      Locator focus = stranger.page().locator("article.focus .content");
      assertThat(focus.innerText()).isEqualTo("ところで、公園はどこですか？");
      assertThat(focus.getAttribute("lang")).isEqualTo("ja");
    }
  }

  private static void assertCollapsed(Window window, String text, String warning) {
    Locator hidden = window.page().getByText(text);
    assertThat(hidden.isVisible()).isFalse();
    window.page().getByText(warning).click();
    assertThat(hidden.isVisible()).isTrue();
  }

  private static Locator image(Window window, String alt) {
    return window.page().getByAltText(alt, new Page.GetByAltTextOptions().setExact(true));
  }

  private String post(Map<String, String> fields) throws Exception {
    return api.post("/api/v1/statuses", fields).get("id").asString();
  }

  private void profile() throws Exception {
    api.send(
        "PATCH",
        "/api/v1/accounts/update_credentials",
        new Client.Part("avatar", png(new Color(0x7b4ea3), new Color(0xf0c6e8), 400, 400)),
        Map.of(
            "display_name", "アリス・フォン・ナガイナマエ the Keeper of Pigeons",
            "note", "鳩と暮らしています。\nI keep pigeons and write about them. " + LONG_URL,
            "fields_attributes[0][name]", "ウェブサイト",
            "fields_attributes[0][value]", LONG_URL,
            "fields_attributes[1][name]", "Pronouns and other things that have a long name",
            "fields_attributes[1][value]", "she/her"));
  }

  private String picture(String alt, Color from, Color to, int width, int height) throws Exception {
    return api.send(
            "POST",
            "/api/v2/media",
            new Client.Part("file", png(from, to, width, height)),
            Map.of("description", alt))
        .get("id")
        .asString();
  }

  private static byte[] png(Color from, Color to, int width, int height) throws IOException {
    var image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
    Graphics2D paint = image.createGraphics();
    paint.setPaint(new GradientPaint(0, 0, from, width, height, to));
    paint.fillRect(0, 0, width, height);
    paint.dispose();
    var out = new ByteArrayOutputStream();
    ImageIO.write(image, "png", out);
    return out.toByteArray();
  }
}
