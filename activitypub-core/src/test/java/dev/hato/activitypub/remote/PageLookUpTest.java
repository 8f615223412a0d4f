package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.remote.FetchResult.Fetched;
import dev.hato.activitypub.remote.FetchResult.Gone;
import dev.hato.activitypub.remote.FetchResult.NotFound;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.jobs.testkit.SettableClock;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The address of a page leads to its document, and the document is judged by its own id. */
final class PageLookUpTest {
  private static final String ACTIVITY = "application/activity+json";

  private final SettableClock clock = new SettableClock(Instant.now());
  private final LocalInstance site = new LocalInstance(clock, builder -> {});
  private final RemoteInstance good = RemoteInstance.start("127.0.0.1", clock);
  private final RemoteInstance evil = RemoteInstance.start("127.0.0.2", clock);
  private final RemoteActor bob = good.actor("bob");
  private final Note note =
      Note.newBuilder().id(bob.id("notes/1")).attributedTo(bob.id()).content("hello").build();
  private final RemoteObjects remote = site.federation().remote();

  @AfterEach
  void close() {
    site.close();
    good.close();
    evil.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<link rel=\"alternate\" type=\"application/activity+json\" href=\"ID\">",
        "<LINK REL=alternate TYPE='application/activity+json' HREF=ID>",
        "<link href=\"ID\" rel='me alternate' type=\"Application/Activity+JSON; charset=utf-8\"/>",
        "<link rel=alternate href=ID type='application/ld+json;"
            + " profile=\"https://www.w3.org/ns/activitystreams\"'>",
        "<link rel=alternate type=application/activity+json href=users/bob/notes/1>",
        "<base href=/users/bob/><link rel=alternate type=application/activity+json href=notes/1>",
        "<link rel=alternate type=application/rss+xml href=/feed>"
            + "<link rel=stylesheet href=/a.css><link rel=alternate hreflang=ja href=/ja>"
            + "<link rel=alternate type=application/activity+json href=ID>",
        "<!-- <link rel=alternate type=application/activity+json href=/no> --><title><link"
            + " rel=alternate type=application/activity+json href=/no></title>"
            + "<link rel=alternate type=application/activity+json href=ID>",
        "<link rel=alternate type=application/activity+json href='http://a b/'>"
            + "<link rel=alternate type=application/activity+json href='javascript:1'>"
            + "<link rel=alternate type=application/activity+json href='/page#here'>"
            + "<link rel=alternate type=application/activity+json href=ID>"
      })
  void aLinkInTheHeadOfAPageLeadsToItsDocument(String head) {
    good.serve(note);
    good.reply("/page", Reply.ok("text/html; charset=utf-8", page(head)));
    assertThat(lookUp("/page").found()).contains(note);
    assertThat(good.requestsFor("/users/bob/notes/1")).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<ID>; rel=\"alternate\"; type=\"application/activity+json\"",
        "<ID>;type=application/activity+json;rel=alternate",
        "</page>; rel=shortlink, </ja>; rel=alternate; hreflang=ja , <ID> ; REL = \"x Alternate\" ;"
            + " title=\"a, \\\"b\\\" <c>\"; type=\"application/ld+json;"
            + " profile=\\\"https://www.w3.org/ns/activitystreams\\\"\"",
        "</users/bob/notes/1>; rel=alternate; type=\"application/activity+json\"; rel=next",
        ", ,<ID>; rel=alternate; type=\"application/activity+json",
      })
  void aLinkHeaderLeadsThereToo(String header) {
    good.serve(note);
    String link = header.replace("ID", bob.id("notes/1").value());
    good.reply("/page", Reply.ok("text/plain", "hello").with("Link", link));
    assertThat(lookUp("/page").found()).contains(note);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<",
        "<>",
        ">",
        "<ID",
        "ID; rel=alternate; type=\"application/activity+json\"",
        "<ID>; rel=alternate",
        "<ID>; type=\"application/activity+json\"",
        "<ID>; rel=\"alternate\\",
        "<ID>;;;===\"\"\"",
        "<ID>; rel=alternate; type=\"application/ld+json\"",
        "<ID>; rel=alternate; type=\"application/activity+json\"; anchor=\"/other\"",
        "<http://[::1>; rel=alternate; type=\"application/activity+json\"",
        "<\u0000\u00ff%>; rel=alternate; type=\"application/activity+json\""
      })
  void H78_aMalformedLinkHeaderIsNoLinkAndNoException(String header) {
    String line = header.replace("ID", bob.id("notes/1").value());
    assertThat(LinkHeader.parse(java.util.List.of(line, line))).isNotNull();
    good.serve(note);
    String sent = line.replaceAll("[^\\x20-\\x7e]", "");
    good.reply("/page", Reply.ok("text/html", page("")).with("Link", sent));
    assertThat(lookUp("/page")).isInstanceOf(Refused.class);
  }

  @Test
  void theHeaderComesBeforeThePage() {
    good.serve(note);
    String link = "<" + bob.id("notes/1") + ">; rel=alternate; type=\"" + ACTIVITY + "\"";
    String other = "<link rel=alternate type=application/activity+json href=/nothing>";
    good.reply("/page", Reply.ok("text/html", page(other)).with("Link", link));
    assertThat(lookUp("/page").found()).contains(note);
  }

  @Test
  void whatServesADocumentNeedsNoLink() {
    good.serve(note);
    good.serve("/@bob/1", note);
    assertThat(lookUp("/@bob/1").found()).contains(note);
    assertThat(lookUp("/users/bob#main-key").found()).contains(bob.document());
    assertThat(good.requests().getFirst().message().header("Accept"))
        .containsExactly(
            "application/activity+json, application/ld+json;"
                + " profile=\"https://www.w3.org/ns/activitystreams\", text/html; q=0.5");
  }

  @Test
  void linksInTheBodyOfAPageAreAnybodys() {
    good.serve(note);
    String link = "<link rel=alternate type=application/activity+json href=ID>";
    good.reply("/page", Reply.ok("text/html", page("").replace("<p>", "<p>" + link(link))));
    assertThat(lookUp("/page")).isInstanceOf(Refused.class);
    String anchor = "<a rel=alternate type=application/activity+json href=ID>x</a>";
    good.reply("/page", Reply.ok("text/html", page(anchor)));
    assertThat(lookUp("/page")).isInstanceOf(Refused.class);
  }

  @Test
  void K12_aDocumentFoundByALinkOfAnotherHostIsBelievedOnlyFromItsOwnId() {
    Actor fake = evil.actor("mallory").document().toBuilder().id(bob.id()).name("fake").build();
    evil.serve("/fake", fake);
    evil.reply("/page", Reply.ok("text/html", page(linkTo("/fake"))));
    assertThat(remote.lookUp(Iri.parse(evil.base() + "/page"), budget()).found())
        .contains(bob.document());
    good.reply("/users/bob", Reply.status(404));
    assertThat(remote.lookUp(Iri.parse(evil.base() + "/page"), budget()))
        .isEqualTo(new NotFound<ApObject>());
    good.reply("/page", Reply.ok("text/html", page(linkTo(evil.base() + "/fake"))));
    assertThat(lookUp("/page")).isEqualTo(new NotFound<ApObject>());
  }

  @Test
  void aPageLeadsToADocumentAndNotToAnotherPage() {
    good.reply("/page", Reply.ok("text/html", page(linkTo("/second"))));
    good.reply("/second", Reply.ok("text/html", page(linkTo("/page"))));
    assertThat(lookUp("/page")).isInstanceOf(Refused.class);
    assertThat(good.requests()).hasSize(2);
  }

  @Test
  void ownAddressesAreNotFetchedByALinkEither() {
    String own = site.alice().id().value();
    evil.reply("/page", Reply.ok("text/html", page(linkTo(own))));
    assertThat(remote.lookUp(Iri.parse(evil.base() + "/page"), budget()))
        .isEqualTo(new Refused<ApObject>("an own address is not fetched: " + own));
  }

  @Test
  void aPageThatIsGoneIsGoneAndAnIdIsNeverFoundByALink() {
    good.reply("/page", Reply.status(410));
    assertThat(lookUp("/page")).isInstanceOf(Gone.class);
    good.serve(note);
    good.reply("/page", Reply.ok("text/html", page(linkTo(bob.id("notes/1").value()))));
    Iri page = Iri.parse(good.base() + "/page");
    assertThat(remote.lookUp(page, budget())).isInstanceOf(Fetched.class);
    assertThat(remote.fetch(page, budget())).isInstanceOf(Refused.class);
    FetchBudget one = FetchBudget.of(1, 1 << 20, java.time.Duration.ofMinutes(1), clock);
    assertThat(remote.lookUp(page, one))
        .isEqualTo(new Refused<ApObject>("the budget of this operation is spent"));
  }

  private static String page(String head) {
    return "<!DOCTYPE html><html><head><meta charset=utf-8>"
        + link(head)
        + "<title>A page</title></head><body><p>鳩</p></body></html>";
  }

  private static String linkTo(String address) {
    return "<link rel=\"alternate\" type=\"application/activity+json\" href=\"" + address + "\">";
  }

  private static String link(String text) {
    return text.replace("ID", "/users/bob/notes/1");
  }

  private FetchResult<ApObject> lookUp(String path) {
    return remote.lookUp(Iri.parse(good.base() + path), budget());
  }

  private FetchBudget budget() {
    return FetchBudget.standard(clock);
  }
}
