package dev.hato.activitypub.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class TolerantViewTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();

  @Test
  void singleValuesAndArraysReadAlike() {
    Note one = note("{'to': 'https://a.test/1', 'tag': {'type': 'Hashtag', 'name': '#x'}}");
    Note many = note("{'to': ['https://a.test/1'], 'tag': [{'type': 'Hashtag', 'name': '#x'}]}");

    assertThat(one.to()).isEqualTo(many.to()).hasSize(1);
    assertThat(one.hashtags().get(0).word()).isEqualTo("x");
    assertThat(many.hashtags()).isEqualTo(one.hashtags());
  }

  @Test
  void namedAndEmbeddedObjectsReadAlike() {
    Activity named = activity("{'actor': 'https://a.test/alice'}");
    Activity embedded = activity("{'actor': {'type': 'Person', 'id': 'https://a.test/alice'}}");
    Activity link = activity("{'actor': {'type': 'Link', 'href': 'https://a.test/alice'}}");

    for (Activity activity : List.of(named, embedded, link)) {
      assertThat(activity.actor()).contains(Iri.parse("https://a.test/alice"));
      assertThat(activity.ref("actor").orElseThrow().id())
          .contains(Iri.parse("https://a.test/alice"));
    }
    assertThat(embedded.ref("actor", Actor.class).flatMap(Ref::embedded)).isPresent();
    assertThat(embedded.ref("actor", Note.class).flatMap(Ref::embedded)).isEmpty();
  }

  @Test
  void K12_idsThatAreNotOneStringAreNoIds() {
    assertThat(note("{'id': ['https://a.test/1', 'https://b.test/2']}").id()).isEmpty();
    assertThat(note("{'id': {'id': 'https://a.test/1'}}").id()).isEmpty();
    assertThat(note("{'id': 4}").id()).isEmpty();
    assertThat(note("{'id': ''}").id()).isEmpty();
    assertThat(activity("{'actor': {'id': ['https://a.test/1']}}").actor()).isEmpty();
  }

  @Test
  void wrongKindsReadAsAbsent() {
    Note note =
        note(
            "{'content': 42, 'published': 'yesterday', 'sensitive': 'yes', 'to': [4, {}, null],"
                + "'inReplyTo': false, 'attachment': ['x', 1], 'summaryMap': 'x', 'source': {}}");

    assertThat(note.content().isEmpty()).isTrue();
    assertThat(note.published()).isEmpty();
    assertThat(note.sensitive()).isFalse();
    assertThat(note.to()).isEmpty();
    assertThat(note.inReplyTo()).isEmpty();
    assertThat(note.attachments()).isEmpty();
    assertThat(note.summary()).isEqualTo(LangText.NONE);
    assertThat(note.source()).isEmpty();
  }

  @Test
  void textsKnowTheirLanguage() {
    LangText both = note("{'content': 'hi', 'contentMap': {'ja': 'やあ', 'en': 'hi'}}").content();
    assertThat(both.value()).isEqualTo("hi");
    assertThat(both.language()).contains("en");
    assertThat(both.in("ja")).contains("やあ");

    LangText mapOnly = note("{'contentMap': {'ja': 'やあ'}}").content();
    assertThat(mapOnly.value()).isEqualTo("やあ");
    assertThat(mapOnly.language()).contains("ja");

    LangText misplaced = note("{'content': {'en': 'hi'}}").content();
    assertThat(misplaced.value()).isEqualTo("hi");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-08-15T12:34:56Z, 2026-08-15T12:34:56Z",
    "2026-08-15T12:34:56.789Z, 2026-08-15T12:34:56.789Z",
    "2026-08-15T12:34:56+09:00, 2026-08-15T03:34:56Z",
    "2026-08-15T12:34:56+0900, 2026-08-15T03:34:56Z",
    "2026-08-15T12:34:56, 2026-08-15T12:34:56Z",
    "2026-08-15T12:34Z, 2026-08-15T12:34:00Z",
    "2026-08-15, 2026-08-15T00:00:00Z",
  })
  void timesAreReadInTheFormsThatAreAbout(String written, Instant read) {
    assertThat(note("{'published': '" + written + "'}").published()).contains(read);
  }

  @ParameterizedTest
  @CsvSource({"+999999-01-01T00:00:00Z", "2026-13-01", "26-01-01", "2026-08-15T25:00:00Z"})
  void whatIsNoTimeIsAbsent(String written) {
    assertThat(note("{'published': '" + written + "'}").published()).isEmpty();
  }

  @Test
  void M28_urlsForPeopleAreHttpOnly() {
    assertThat(note("{'url': 'javascript:alert(1)'}").url()).isEmpty();
    assertThat(note("{'url': [{'type': 'Link', 'href': 'data:text/html,x'}]}").url()).isEmpty();
    assertThat(
            note("{'url': ['javascript:x', 'https://a.test/v.mp4',"
                    + "{'type': 'Link', 'mediaType': 'video/mp4', 'href': 'https://a.test/f'},"
                    + "{'type': 'Link', 'mediaType': 'text/html', 'href': 'https://a.test/w'}]}")
                .url())
        .contains(Iri.parse("https://a.test/w"));
    Actor actor =
        actor(
            "{'icon': {'type': 'Image', 'url': 'javascript:x'},"
                + "'image': [{'type': 'Image', 'url': 'data:x'},"
                + "{'type': 'Image', 'url': 'https://a.test/h.png'}]}");
    assertThat(actor.icon()).isEmpty();
    assertThat(actor.image().flatMap(Media::file)).contains(Iri.parse("https://a.test/h.png"));
  }

  @Test
  void severalTypesAtOnceAreSeveralViews() {
    ApObject object = view("{'type': ['Note', 'Event'], 'startTime': '2026-01-01T00:00:00Z'}");

    assertThat(object).isInstanceOf(Note.class);
    assertThat(object.types()).containsExactly("Note", "Event");
    assertThat(object.as(Event.class).orElseThrow().startTime()).isPresent();
    assertThat(object.as(Actor.class)).isEmpty();
    assertThat(view("{'type': 'as:Note'}")).isInstanceOf(Note.class);
    assertThat(view("{'type': 'https://www.w3.org/ns/activitystreams#Note'}"))
        .isInstanceOf(Note.class);
    assertThat(view("{'type': 'Nonsense'}").getClass()).isEqualTo(ApObject.class);
    assertThat(view("{}").types()).isEmpty();
  }

  @Test
  void mediaHaveWhatAPostShows() {
    Note note =
        note(
            "{'attachment': [{'type': 'Document', 'mediaType': 'image/png',"
                + "'url': 'https://a.test/1.png', 'name': 'a cat', 'blurhash': 'UBL',"
                + "'focalPoint': [0.5, -7], 'width': 1200, 'height': 800.0, 'duration': 'PT1M2S'},"
                + "{'type': 'Link', 'href': 'https://a.test/'}]}");

    assertThat(note.attachments()).hasSize(2);
    assertThat(note.media()).hasSize(1);
    Media media = note.media().get(0);
    assertThat(media.file()).contains(Iri.parse("https://a.test/1.png"));
    assertThat(media.mediaType()).contains("image/png");
    assertThat(media.description()).contains("a cat");
    assertThat(media.blurhash()).contains("UBL");
    assertThat(media.focalPoint()).contains(new FocalPoint(0.5, -1));
    assertThat(media.width()).hasValue(1200);
    assertThat(media.height()).hasValue(800);
    assertThat(media.duration()).contains(Duration.ofSeconds(62));
  }

  @Test
  void aVideoPostNamesItsFileAndItsPage() {
    Video video =
        (Video)
            view(
                "{'type': 'Video', 'url': ["
                    + "{'type': 'Link', 'mediaType': 'text/html', 'href': 'https://v.test/w/1'},"
                    + "{'type': 'Link', 'mediaType': 'video/mp4', 'href': 'https://v.test/1.mp4'}]}");

    assertThat(video.url()).contains(Iri.parse("https://v.test/w/1"));
    assertThat(video.file()).contains(Iri.parse("https://v.test/1.mp4"));
  }

  @Test
  void quotesAreFoundUnderEveryNameInMastodonsOrder() {
    assertThat(note("{'quoteUri': 'https://a.test/4'}").quoted()).isPresent();
    assertThat(note("{'quoteUrl': 'https://a.test/3', 'quoteUri': 'https://a.test/4'}").quoted())
        .contains(Iri.parse("https://a.test/3"));
    assertThat(
            note("{'_misskey_quote': 'https://a.test/2', 'quoteUrl': 'https://a.test/3'}").quoted())
        .contains(Iri.parse("https://a.test/2"));
    assertThat(note("{'quote': 'https://a.test/1', 'quoteUri': 'https://a.test/4'}").quoted())
        .contains(Iri.parse("https://a.test/1"));
  }

  @Test
  void actorsShowWhatAServerNeeds() {
    Actor actor =
        actor(
            "{'id': 'https://a.test/alice', 'preferredUsername': 'alice',"
                + "'inbox': 'https://a.test/alice/inbox', 'endpoints': {'type': 'as:Endpoints',"
                + "'sharedInbox': 'https://a.test/inbox'},"
                + "'publicKey': [{'id': 'https://a.test/alice#1', 'owner': 'https://a.test/alice',"
                + "'publicKeyPem': 'PEM'}, 'https://a.test/alice#2'],"
                + "'assertionMethod': {'type': 'Multikey', 'id': 'https://a.test/alice#3',"
                + "'controller': 'https://a.test/alice', 'publicKeyMultibase': 'z6Mk'},"
                + "'attachment': [{'type': 'PropertyValue', 'name': 'Web', 'value': '<b>x</b>'}],"
                + "'discoverable': true, 'alsoKnownAs': 'https://b.test/alice',"
                + "'manuallyApprovesFollowers': true, 'webfinger': 'alice@a.test'}");

    assertThat(actor.sharedInbox()).contains(Iri.parse("https://a.test/inbox"));
    assertThat(actor.publicKeys()).hasSize(1);
    assertThat(actor.publicKeys().get(0).owner()).isEqualTo(actor.id());
    assertThat(actor.publicKeys().get(0).publicKeyPem()).contains("PEM");
    assertThat(actor.assertionMethods().get(0).publicKeyMultibase()).contains("z6Mk");
    assertThat(actor.fields().get(0).html()).isEqualTo("<b>x</b>");
    assertThat(actor.discoverable()).contains(true);
    assertThat(actor.indexable()).isEmpty();
    assertThat(actor.alsoKnownAs()).containsExactly(Iri.parse("https://b.test/alice"));
    assertThat(actor.manuallyApprovesFollowers()).isTrue();
    assertThat(actor.webfinger()).contains("alice@a.test");
  }

  @Test
  void pollsShowOptionsVotesAndEnd() {
    Question poll =
        (Question)
            view(
                "{'type': 'Question', 'anyOf': [{'type': 'Note', 'name': 'a',"
                    + "'replies': {'type': 'Collection', 'totalItems': 3}}, {'name': 'b'}],"
                    + "'endTime': '2026-01-02T00:00:00Z', 'votersCount': 4}");

    assertThat(poll.options())
        .containsExactly(new Question.Option("a", 3), new Question.Option("b", 0));
    assertThat(poll.multiple()).isTrue();
    assertThat(poll.votersCount()).hasValue(4);
    assertThat(poll.isClosed(Instant.parse("2026-01-01T23:59:59Z"))).isFalse();
    assertThat(poll.isClosed(Instant.parse("2026-01-02T00:00:00Z"))).isTrue();
  }

  @Test
  void collectionsGiveItemsAndPages() {
    Collection collection =
        (Collection)
            view(
                "{'type': 'OrderedCollection', 'totalItems': 2, 'first': {'type':"
                    + "'OrderedCollectionPage', 'orderedItems': ['https://a.test/1', {'type':"
                    + "'Note'}], 'next': 'https://a.test/p2'}, 'last': 'https://a.test/p9'}");

    CollectionPage page = collection.first().flatMap(Ref::embedded).orElseThrow();
    assertThat(collection).isInstanceOf(OrderedCollection.class);
    assertThat(collection.totalItems()).hasValue(2);
    assertThat(page.items()).hasSize(2);
    assertThat(page.next().flatMap(Ref::id)).contains(Iri.parse("https://a.test/p2"));
    assertThat(collection.last().flatMap(Ref::id)).contains(Iri.parse("https://a.test/p9"));
  }

  @Test
  void textsOfObjectsAreNotPrinted() {
    assertThat(note("{'id': 'https://a.test/1', 'content': 'secret'}"))
        .hasToString("[Note] https://a.test/1");
  }

  private static Note note(String json) {
    return (Note) TypeRegistry.standard().view(node(json).put("type", "Note"));
  }

  private static Activity activity(String json) {
    return (Activity) TypeRegistry.standard().view(node(json).put("type", "Like"));
  }

  private static Actor actor(String json) {
    return (Actor) TypeRegistry.standard().view(node(json).put("type", "Person"));
  }

  private static ApObject view(String json) {
    return ApObject.of(node(json));
  }

  private static ObjectNode node(String json) {
    return (ObjectNode) MAPPER.readTree(json.replace('\'', '"'));
  }
}
