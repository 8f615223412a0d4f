package dev.hato.activitypub.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.Federation;
import dev.hato.activitypub.FederationBuilder;
import dev.hato.activitypub.collections.CollectionQuery;
import dev.hato.activitypub.collections.CollectionSlice;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.lint.LintRule.Severity;
import dev.hato.activitypub.memory.InMemoryStores;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.webfinger.Jrd;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/** How a federation looks to a peer that meets it first. */
final class WalkTest {
  private static final Iri ALICE = Iri.parse(BrokenDocuments.ALICE);
  private static final String FINGER =
      BrokenDocuments.BASE + "/.well-known/webfinger?resource=acct%3Aalice%40loft.example";

  private final Map<String, ApResponse> served = new HashMap<>();
  private final List<String> asked = new ArrayList<>();
  private final LintSource source =
      (address, accept) -> {
        asked.add(address.value());
        return Optional.ofNullable(served.get(address.value()));
      };

  WalkTest() {
    serve(ALICE.value(), BrokenDocuments.actor());
    for (String name : List.of("outbox", "followers", "following", "featured", "tags")) {
      String id = ALICE + "/" + name;
      serve(id, BrokenDocuments.collection().put("id", id).put("first", id + "?page=1"));
      serve(id + "?page=1", BrokenDocuments.page().put("id", id + "?page=1").put("partOf", id));
    }
    answer(ALICE + "/inbox", 405, "application/json", "");
    answer(BrokenDocuments.BASE + "/inbox", 405, "application/json", "");
    finger("alice", ALICE.value());
  }

  private void serve(String address, ObjectNode document) {
    answer(address, 200, "application/activity+json; charset=utf-8", document.toString());
  }

  private void answer(String address, int status, String type, String body) {
    served.put(address, new ApResponse(status, Map.of("Content-Type", type), body.getBytes(UTF_8)));
  }

  private void finger(String user, String actor) {
    Jrd jrd = Jrd.newBuilder("acct:" + user + "@loft.example").actor(actor).build();
    answer(FINGER, 200, Jrd.MEDIA_TYPE, new String(jrd.toJson(), UTF_8));
  }

  private List<Finding> walk() {
    return Lint.standard().walk(source, ALICE);
  }

  private void finds(LintRule rule, String document, String path) {
    assertThat(walk())
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(rule);
              assertThat(finding.document()).isEqualTo(document);
              assertThat(finding.path()).isEqualTo(path);
            });
  }

  @Test
  void aFederationWithoutFaultIsWalkedInSixteenRequestsAtMost() {
    assertThat(walk()).isEmpty();
    assertThat(asked).hasSizeBetween(10, 16);
  }

  @Test
  void whatAnActorNamesMustBeServed() {
    served.remove(ALICE + "/featured");
    finds(LintRule.NOT_SERVED, ALICE.value(), "/featured");
    serve(ALICE + "/featured", BrokenDocuments.collection().put("id", ALICE + "/featured"));
    answer(ALICE + "/inbox", 404, "application/json", "");
    finds(LintRule.NOT_SERVED, ALICE.value(), "/inbox");
  }

  @Test
  void whatIsClosedToStrangersIsAHintAlone() {
    answer(ALICE + "/followers", 401, "application/json", "{}");
    finds(LintRule.NOT_FOR_STRANGERS, ALICE.value(), "/followers");
  }

  @Test
  void aPageOrAnotherMediaTypeIsNoDocument() {
    answer(ALICE + "/outbox", 200, "text/html", "<p>hello</p>");
    finds(LintRule.MEDIA_TYPE_WRONG, ALICE + "/outbox", "");
    answer(ALICE + "/outbox", 200, "application/ld+json", BrokenDocuments.collection().toString());
    assertThat(walk())
        .extracting(Finding::rule)
        .containsExactly(LintRule.MEDIA_TYPE_WRONG, LintRule.ID_MISMATCH);
  }

  @Test
  void bothMediaTypesMustBeAnswered() {
    LintSource one =
        (address, accept) ->
            accept.startsWith("application/ld+json")
                ? Optional.of(new ApResponse(406, Map.of(), new byte[0]))
                : source.get(address, accept);
    assertThat(Lint.standard().walk(one, ALICE))
        .extracting(Finding::rule)
        .containsExactly(LintRule.ACCEPT_REFUSED);
  }

  @Test
  void aDocumentIsServedAtItsIdOrLeadsThere() {
    Iri page = Iri.parse(BrokenDocuments.BASE + "/@alice");
    serve(page.value(), BrokenDocuments.actor());
    assertThat(Lint.standard().walk(source, page)).isEmpty();
    served.remove(ALICE.value());
    assertThat(Lint.standard().atLeast(Severity.ERROR).walk(source, page))
        .extracting(Finding::rule)
        .containsExactly(LintRule.NOT_SERVED, LintRule.ID_MISMATCH);
    Iri elsewhere = Iri.parse("https://other.example/users/alice");
    serve(elsewhere.value(), BrokenDocuments.actor());
    asked.clear();
    assertThat(Lint.standard().walk(source, elsewhere))
        .extracting(Finding::rule)
        .containsExactly(LintRule.ID_MISMATCH);
    assertThat(asked).containsExactly(elsewhere.value());
  }

  @Test
  void aCollectionIsOne() {
    serve(ALICE + "/outbox", BrokenDocuments.note().put("id", ALICE + "/outbox"));
    finds(LintRule.NOT_A_COLLECTION, ALICE.value(), "/outbox");
  }

  @Test
  void theHandleAndTheActorNameEachOther() {
    finger("alice", "https://loft.example/users/bob");
    finds(LintRule.WEBFINGER_DISAGREES, ALICE.value(), "/preferredUsername");
    finger("bob", ALICE.value());
    finds(LintRule.WEBFINGER_DISAGREES, ALICE.value(), "/preferredUsername");
    served.remove(FINGER);
    finds(LintRule.WEBFINGER_MISSING, ALICE.value(), "/preferredUsername");
  }

  @Test
  void otherOriginsAreNotAsked() {
    ObjectNode actor = BrokenDocuments.actor();
    actor.put("outbox", "https://other.example/outbox").put("webfinger", "alice@other.example");
    serve(ALICE.value(), actor);
    finds(LintRule.ENDPOINT_ELSEWHERE, ALICE.value(), "/outbox");
    assertThat(asked).allMatch(address -> address.startsWith(BrokenDocuments.BASE + "/"));
    assertThatThrownBy(() -> Lint.standard().walk(source, Iri.parse("did:key:z6Mk")))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aFederationIsWalkedInItsOwnProcess() {
    InMemoryStores stores = InMemoryStores.of(BrokenDocuments.BASE, InstantSource.system());
    Actor alice =
        stores
            .actors()
            .add(
                Actor.newBuilder("Person").preferredUsername("alice"),
                Keys.generateRsa(new SecureRandom()));
    Lint lint = Lint.standard().atLeast(Severity.ERROR);
    Iri id = alice.id().orElseThrow();
    try (SafeHttpClient http = SafeHttpClient.newBuilder().build()) {
      FederationBuilder builder =
          Federation.newBuilder(BrokenDocuments.BASE, InstantSource.system())
              .http(http)
              .inMemory(stores);
      assertThat(lint.walk(LintSource.of(builder.build()), id))
          .extracting(Finding::rule, Finding::path)
          .containsExactly(
              tuple(LintRule.NOT_SERVED, "/outbox"), tuple(LintRule.NOT_SERVED, "/followers"));

      for (String name : List.of("outbox", "followers", "following")) {
        builder.collection("/users/{user}/" + name, asked -> Optional.of(new Nothing()));
      }
      assertThat(lint.walk(LintSource.of(builder.build()), id)).isEmpty();
    }
  }

  private record Nothing() implements ServedCollection {
    @Override
    public OptionalLong totalItems() {
      return OptionalLong.of(0);
    }

    @Override
    public CollectionSlice page(CollectionQuery query) {
      return new CollectionSlice(List.of(), Optional.empty());
    }
  }
}
