package dev.hato.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PagesTest {
  private static final String EVIL = "<img src=x onerror=alert(1)>\"'";
  private static final Instant TIME = Instant.parse("2026-11-22T09:30:00Z");

  private final Pages pages = new Pages();

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void S1_everyValueIsEscapedOnEveryPage(String language) throws IOException {
    for (Map.Entry<String, String> page : samples(language, EVIL).entrySet()) {
      var document = Jsoup.parse(page.getValue());
      assertThat(document.select("[onerror]")).as(page.getKey()).isEmpty();
      assertThat(document.select("html").attr("lang")).isEqualTo(language);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"en", "ja"})
  void pagesAreWrittenToBeLookedAt(String language) throws IOException {
    Path folder = Files.createDirectories(Path.of("target", "pages"));
    for (Map.Entry<String, String> page : samples(language, "鳩の友").entrySet()) {
      String standalone =
          page.getValue()
              .replace("/assets/", "../../src/main/resources/dev/hato/server/web/assets/");
      Files.writeString(folder.resolve(page.getKey() + "." + language + ".html"), standalone);
      assertThat(Jsoup.parse(page.getValue()).select("h1")).as(page.getKey()).isNotEmpty();
    }
  }

  @Test
  void bothLanguagesHaveTheSameTexts() {
    assertThat(keys(Locale.JAPANESE)).isEqualTo(keys(Locale.ROOT)).hasSizeGreaterThan(50);
  }

  @Test
  void everyTextThatATemplateAsksForExists() throws IOException {
    Pattern use = Pattern.compile("t(?:\\(\\))?\\.get\\(\"([^\"]+)\"");
    var used = new TreeSet<String>();
    try (var templates = Files.list(Path.of("src", "main", "jte"))) {
      for (Path template : templates.toList()) {
        var matcher = use.matcher(Files.readString(template));
        while (matcher.find()) {
          used.add(matcher.group(1));
        }
      }
    }
    assertThat(keys(Locale.ROOT)).containsAll(used);
  }

  private static TreeSet<String> keys(Locale locale) {
    var control =
        ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);
    ResourceBundle bundle = ResourceBundle.getBundle("dev.hato.server.web.texts", locale, control);
    return new TreeSet<>(bundle.keySet());
  }

  private Map<String, String> samples(String language, String text) {
    Frame frame = frame(language, text, true);
    Frame anonymous = frame(language, text, false);
    PostCard post = post(text, "");
    Form form = new Form(text, "username", Map.of("username", text, "login", text));
    Consent consent = new Consent(text, text, List.of(text), Map.of("client_id", text));
    List<PostCard> posts = List.of(post, post(text, "CW " + text));
    return Map.ofEntries(
        Map.entry("landing", pages.landing(anonymous, text, true, posts)),
        Map.entry("profile", pages.profile(frame, profile(text), posts, Optional.of("/?max_id=1"))),
        Map.entry("status", pages.status(frame, List.of(post), post, posts)),
        Map.entry("tag", pages.tag(anonymous, text, List.of())),
        Map.entry("login", pages.login(anonymous, form, "/", true)),
        Map.entry("signup", pages.signUp(anonymous, Form.EMPTY, true)),
        Map.entry("setup", pages.setUp(anonymous, Form.EMPTY, text)),
        Map.entry("authorize", pages.authorize(frame, consent)),
        Map.entry("code", pages.code(frame, text)),
        Map.entry(
            "approvals",
            pages.approvals(frame, List.of(new PendingAccount(1, text, text, text, TIME)))),
        Map.entry("message", pages.message(anonymous, text, text)));
  }

  private static Frame frame(String language, String text, boolean signedIn) {
    return new Frame(
        Texts.of(Locale.forLanguageTag(language)),
        "hato.example",
        text,
        text,
        "https://hato.example/",
        false,
        signedIn ? Optional.of(new Frame.SignedIn("alice", text, true)) : Optional.empty(),
        "csrf");
  }

  private static PostCard post(String text, String spoiler) {
    return new PostCard(
        author(text),
        "https://hato.example/@alice/1",
        SafeHtml.cleaned("<p>" + text + "</p><script>x</script><p>こんにちは、世界。</p>"),
        spoiler,
        true,
        Optional.of("ja"),
        List.of(new PostCard.Picture("/media/a.png", "/assets/hato.svg", text)),
        TIME,
        true,
        "private",
        new PostCard.Counts(1, 2_000, 3),
        Optional.of(text));
  }

  private static PostCard.Author author(String text) {
    return new PostCard.Author(
        text, "alice@hato.example", "https://hato.example/@alice", "/assets/hato.svg");
  }

  private static ProfileCard profile(String text) {
    return new ProfileCard(
        author(text),
        "",
        SafeHtml.text(text),
        List.of(new ProfileCard.Field(text, SafeHtml.text("https://example.com"), true)),
        TIME,
        1,
        2,
        3,
        true,
        true);
  }
}
