package dev.hato.server.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.media.Focus;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What goes out, and to whom. */
final class StatusDeliveriesTest {
  private final StatusRig rig = new StatusRig();
  private Account alice;
  private Account carol;

  @BeforeEach
  void people() {
    alice = rig.account(rig.write(tx -> People.local(tx, "alice")));
    carol = rig.stranger("carol", "good.test");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void aJapanesePostReadsLikeThis() {
    long id =
        rig.post.post(
            alice.id(),
            StatusDraft.newBuilder("やあ @carol@good.test 、鳩が飛んだ。 #伝書鳩")
                .spoilerText("鳥")
                .language("ja")
                .mediaIds(List.of(picture()))
                .build());
    Note note = note(id);
    String html =
        """
        <p>やあ <span class="h-card" translate="no"><a href="PROFILE" class="u-url mention">\
        @<span>carol</span></a></span> 、鳩が飛んだ。 \
        <a href="https://hato.test/tags/%E4%BC%9D%E6%9B%B8%E9%B3%A9" class="mention hashtag" \
        rel="tag">#<span>伝書鳩</span></a></p>
        """;
    String expected =
        """
        {"@context":["https://www.w3.org/ns/activitystreams",
           {"toot":"http://joinmastodon.org/ns#","ostatus":"http://ostatus.org#",
            "Hashtag":"as:Hashtag","blurhash":"toot:blurhash",
            "conversation":"ostatus:conversation",
            "focalPoint":{"@id":"toot:focalPoint","@container":"@list"},
            "sensitive":"as:sensitive"}],
         "type":"Note","id":"ACTOR/statuses/NUMBER","attributedTo":"ACTOR",
         "url":"https://hato.test/@NAME/NUMBER","published":"2025-06-01T12:00:00.000Z",
         "to":["https://www.w3.org/ns/activitystreams#Public"],
         "cc":["ACTOR/followers","CAROL"],
         "sensitive":true,"summary":"鳥",
         "content":"HTML","contentMap":{"ja":"HTML"},
         "source":{"content":"やあ @carol@good.test 、鳩が飛んだ。 #伝書鳩","mediaType":"text/plain"},
         "attachment":[{"type":"Document","mediaType":"image/png",
           "url":"https://hato.test/media/ab/pigeon.png","name":"灰色の鳩",
           "blurhash":"LEHV6nWB2yk8pyo0adR*.7kCMdnj","focalPoint":[0.5,-0.25],
           "width":640,"height":480}],
         "tag":[{"type":"Mention","href":"CAROL","name":"@carol@good.test"},
           {"type":"Hashtag","href":"https://hato.test/tags/%E4%BC%9D%E6%9B%B8%E9%B3%A9",
            "name":"#伝書鳩"}],
         "conversation":"tag:hato.test,2025-06-01:objectId=NUMBER:objectType=Conversation",
         "replies":"ACTOR/statuses/NUMBER/replies"}
        """
            .replace("HTML", html.strip().replace("\"", "\\\""))
            .replace("PROFILE", carol.url())
            .replace("ACTOR", alice.uri())
            .replace("CAROL", carol.uri())
            .replace("NAME", alice.username())
            .replace("NUMBER", Long.toString(id));
    assertThat(JsonMapper.shared().readTree(ApWriter.write(note)))
        .isEqualTo(JsonMapper.shared().readTree(expected));
  }

  @Test
  void whatWeSendReadsTheSameOnTheOtherSide() {
    Account erin = rig.stranger("erin", "good.test");
    String text = "鳩が @" + alice.username() + "@hato.test に来た #伝書鳩";
    long id = rig.post.post(alice.id(), StatusDraft.newBuilder(text).language("ja").build());
    String uri = erin.uri() + "/notes/1";
    Note theirs =
        note(id).toBuilder()
            .set("id", uri)
            .set("attributedTo", erin.uri())
            .set("cc", List.of(erin.followersUrl(), alice.uri()))
            .build();
    rig.receive(erin, RemoteNotes.create(erin, theirs));
    Status status = rig.read(tx -> tx.statuses().findByUri(uri)).orElseThrow();
    ApiStatus shown = show(status.id());
    ApiStatus original = show(id);
    assertThat(shown.content()).contains("伝書鳩").contains("class=\"u-url mention\"");
    assertThat(shown.language()).isEqualTo("ja");
    assertThat(shown.tags()).isEqualTo(original.tags());
    assertThat(shown.mentions()).isEqualTo(original.mentions());
    assertThat(shown.visibility()).isEqualTo("public");
  }

  @Test
  void everyVisibilityGoesToItsOwnPeopleOnly() {
    followedByCarol();
    for (Visibility visibility : Visibility.values()) {
      post("hi @carol@good.test", visibility);
      StatusRig.Sent sent = only();
      assertThat(sent.type()).isEqualTo("Create");
      assertThat(sent.inboxes()).containsExactly(carol.sharedInboxUrl());
      boolean direct = visibility == Visibility.DIRECT;
      assertThat(sent.followersOf()).isEqualTo(direct ? "" : alice.uri());
      assertThat(sent.activity().toString().contains("activitystreams#Public\""))
          .isEqualTo(visibility.isOpen());
      assertThat(sent.activity().path("cc").toString().contains("/followers"))
          .isEqualTo(visibility == Visibility.PUBLIC);
    }
  }

  @Test
  void whatNobodyElsewhereFollowsOrReadsIsNotEvenWritten() {
    post("for people here", Visibility.PUBLIC);
    assertThat(rig.sent()).isEmpty();
  }

  private void followedByCarol() {
    rig.write(
        tx -> {
          People.follow(tx, carol.id(), alice.id());
          return true;
        });
  }

  @Test
  void aDirectPostToSomebodyHereGoesNowhere() {
    String bob = rig.account(rig.write(tx -> People.local(tx, "bob"))).username();
    post("hi @" + bob, Visibility.DIRECT);
    assertThat(rig.sent()).isEmpty();
  }

  @Test
  void editsAndDeletionsFollowThePost() {
    long id = post("hi @carol@good.test", Visibility.PRIVATE);
    assertThat(rig.sent()).hasSize(1);
    rig.clock.advance(Duration.ofMinutes(1));
    rig.edit.edit(alice.id(), id, StatusDraft.newBuilder("never mind").build());
    StatusRig.Sent update = only();
    assertThat(update.type()).isEqualTo("Update");
    assertThat(update.inboxes()).containsExactly(carol.sharedInboxUrl());
    assertThat(update.activity().at("/object/updated").asString())
        .isEqualTo("2025-06-01T12:01:00.000Z");
    rig.delete.delete(alice.id(), id);
    StatusRig.Sent delete = only();
    assertThat(delete.type()).isEqualTo("Delete");
    assertThat(delete.inboxes()).containsExactly(carol.sharedInboxUrl());
    assertThat(delete.activity().at("/object/type").asString()).isEqualTo("Tombstone");
    assertThat(delete.activity().toString()).doesNotContain("never mind");
  }

  @Test
  void boostsAndLikesReachTheAuthorAndAreTakenBack() {
    followedByCarol();
    Note theirs = RemoteNotes.draft(carol, 1).cc(List.of(Iri.parse(alice.uri()))).build();
    rig.receive(carol, RemoteNotes.create(carol, theirs));
    String uri = RemoteNotes.id(carol, 1).value();
    long id = rig.read(tx -> tx.statuses().findByUri(uri)).orElseThrow().id();
    rig.boost.boost(alice.id(), id, Visibility.PUBLIC);
    assertAbout(only(), "Announce", alice.uri(), uri);
    rig.unboost.unboost(alice.id(), id);
    assertAbout(only(), "Undo", alice.uri(), uri);
    rig.favourite.favourite(alice.id(), id);
    assertAbout(only(), "Like", "", uri);
    rig.unfavourite.unfavourite(alice.id(), id);
    assertAbout(only(), "Undo", "", uri);
  }

  @Test
  void documentsAreForThoseWhoMaySeeThePost() {
    StatusObjects objects = rig.feature.objects();
    long secret = post("for followers", Visibility.PRIVATE);
    String name = alice.username();
    assertThat(objects.note(Viewer.anonymous(), name, secret))
        .isInstanceOf(StatusLookup.Missing.class);
    assertThat(objects.note(Viewer.of(carol.id()), name, secret))
        .isInstanceOf(StatusLookup.Missing.class);
    followedByCarol();
    assertThat(objects.note(Viewer.of(carol.id()), name, secret))
        .isInstanceOf(StatusLookup.Found.class);
    assertThat(objects.note(Viewer.of(carol.id()), "somebody", secret))
        .isInstanceOf(StatusLookup.Missing.class);
  }

  private void assertAbout(StatusRig.Sent sent, String type, String followersOf, String object) {
    assertThat(sent.type()).isEqualTo(type);
    assertThat(sent.followersOf()).isEqualTo(followersOf);
    assertThat(sent.inboxes()).containsExactly(carol.sharedInboxUrl());
    JsonNode about = type.equals("Undo") ? sent.activity().get("object") : sent.activity();
    assertThat(about.path("object").asString()).isEqualTo(object);
  }

  private StatusRig.Sent only() {
    List<StatusRig.Sent> sent = rig.sent();
    assertThat(sent).hasSize(1);
    return sent.getFirst();
  }

  private long picture() {
    return rig.write(
        tx ->
            tx.media()
                .add(
                    Media.newBuilder(alice.id(), tx.now())
                        .contentType("image/png")
                        .fileKey("ab/pigeon.png")
                        .description("灰色の鳩")
                        .blurhash("LEHV6nWB2yk8pyo0adR*.7kCMdnj")
                        .focus(new Focus(0.5, -0.25))
                        .meta("{\"original\":{\"width\":640,\"height\":480}}")
                        .build())
                .id());
  }

  private long post(String text, Visibility visibility) {
    return rig.post.post(alice.id(), StatusDraft.newBuilder(text).visibility(visibility).build());
  }

  private Note note(long id) {
    StatusLookup found = rig.feature.objects().note(Viewer.anonymous(), alice.username(), id);
    assertThat(found).isInstanceOf(StatusLookup.Found.class);
    return (Note) ((StatusLookup.Found) found).document();
  }

  private ApiStatus show(long id) {
    return rig.read(tx -> rig.feature.view().render(tx, Viewer.of(alice.id()), id));
  }
}
