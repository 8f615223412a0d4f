package dev.hato.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.server.config.HatoConfig.Registrations;
import dev.hato.server.testkit.TestSite;
import dev.hato.server.testkit.Visitor;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Visibility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PublicPagesTest {
  private TestSite site;
  private Account alice;
  private long shown;
  private long hidden;

  @BeforeEach
  void open() throws Exception {
    site = new TestSite(Registrations.OPEN);
    alice = site.person("alice", Role.USER);
    shown = post("<p>Good morning<script>alert(1)</script></p>", Visibility.PUBLIC);
    hidden = post("<p>Only for friends</p>", Visibility.PRIVATE);
  }

  @AfterEach
  void close() throws Exception {
    site.close();
  }

  @Test
  void theFrontPageShowsNewPublicPostsAndMayBeCached() throws Exception {
    Visitor.Reply page = site.visitor().get("/");

    assertThat(page.html().text()).contains("Good morning", "Create an account");
    assertThat(page.html().text()).doesNotContain("Only for friends");
    assertThat(page.header("cache-control")).hasValue("public, max-age=15");
    assertThat(page.headers()).doesNotContainKey("set-cookie");
    assertThat(site.visitor("alice").get("/").header("cache-control"))
        .hasValue("private, no-store");
  }

  @Test
  void aProfileShowsWhatItsVisitorMaySee() throws Exception {
    Visitor.Reply stranger = site.visitor().get("/@Alice");

    assertThat(stranger.html().select("link[rel=canonical]").attr("href"))
        .isEqualTo(TestSite.BASE + "/@alice");
    assertThat(stranger.html().select("script")).isEmpty();
    assertThat(stranger.html().text()).contains("Good morning", "@alice@hato.test");
    assertThat(stranger.html().text()).doesNotContain("Only for friends");
    assertThat(site.visitor("alice").get("/@alice").html().text()).contains("Only for friends");
  }

  @Test
  void L8_aHiddenPostIsNotThere() throws Exception {
    assertThat(site.visitor().get("/@alice/" + shown).status()).isEqualTo(200);
    Visitor.Reply hiddenPost = site.visitor().get("/@alice/" + hidden);
    Visitor.Reply noPost = site.visitor().get("/@alice/" + (hidden + 1));

    assertThat(hiddenPost.status()).isEqualTo(noPost.status()).isEqualTo(404);
    assertThat(hiddenPost.body()).isEqualTo(noPost.body());
    assertThat(site.visitor("alice").get("/@alice/" + hidden).status()).isEqualTo(200);
  }

  @Test
  void aPostIsOnlyAtItsAuthorsAddress() throws Exception {
    site.person("bob", Role.USER);

    assertThat(site.visitor().get("/@bob/" + shown).status()).isEqualTo(404);
    assertThat(site.visitor().get("/@nobody").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @ValueSource(strings = {"hato.css", "hato.svg", "avatar.png", "header.png"})
  void theProgramsFilesAreCached(String name) throws Exception {
    Visitor.Reply file = site.visitor().get("/assets/" + name);
    String tag = file.header("etag").orElseThrow();

    assertThat(file.status()).isEqualTo(200);
    assertThat(file.header("cache-control")).hasValue("public, max-age=86400");
    assertThat(site.visitor().get("/assets/" + name, "If-None-Match", tag).status()).isEqualTo(304);
    assertThat(site.visitor().get("/assets/..%2F" + name).status()).isIn(400, 404);
  }

  @Test
  void errorsAreSaidInTheVisitorsLanguage() throws Exception {
    Visitor.Reply page = site.visitor().get("/no-such-page", "Accept-Language", "ja");

    assertThat(page.status()).isEqualTo(404);
    assertThat(page.html().select("html").attr("lang")).isEqualTo("ja");
    assertThat(page.html().select("header.bar")).hasSize(1);
  }

  private long post(String html, Visibility visibility) {
    return site.transactions()
        .write(
            tx -> {
              long id = tx.nextId();
              String uri = alice.uri() + "/statuses/" + id;
              tx.statuses()
                  .add(
                      Status.newBuilder(id, alice.id(), uri, tx.now())
                          .url(TestSite.BASE + "/@alice/" + id)
                          .content(html)
                          .visibility(visibility)
                          .build());
              return id;
            });
  }
}
