package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.collections.CollectionQuery;
import dev.hato.activitypub.collections.CollectionSlice;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.spi.LocalActor;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.SafeRequest;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients post to their owner's outbox (ActivityPub §6), over a real socket. */
final class ClientOutboxTest {
  private static final String JSON = "application/activity+json";
  private static final String OUTBOX = "/users/alice/outbox";

  private final List<Activity> posted = new ArrayList<>();
  private final LocalInstance site =
      new LocalInstance(
          InstantSource.system(),
          builder ->
              builder
                  .collection("/users/{identifier}/outbox", request -> Optional.of(new Nothing()))
                  .clientOutbox("/users/{identifier}/outbox", ClientOutboxTest::owner)
                  .onPosted(Create.class, this::create)
                  .onPosted(
                      Like.class, (alice, like) -> new OutboxAnswer.Refused(409, "Liked already")));

  private record Nothing() implements ServedCollection {
    @Override
    public OptionalLong totalItems() {
      return OptionalLong.of(0);
    }

    @Override
    public CollectionSlice page(CollectionQuery query) {
      return CollectionSlice.EMPTY;
    }
  }

  private static OutboxPolicy.Decision owner(ApRequest request, String identifier) {
    return switch (request.header("Authorization")) {
      case "" -> OutboxPolicy.Decision.NEEDS_LOGIN;
      case "Bearer alice" -> OutboxPolicy.Decision.ALLOW;
      default -> OutboxPolicy.Decision.FORBID;
    };
  }

  private OutboxAnswer create(LocalActor owner, Create create) {
    posted.add(create);
    return new OutboxAnswer.Created(Iri.parse(site.base() + "/activities/1"));
  }

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void anActivityOfTheOwnerHappensUnderAnIdOfTheServer() {
    Answered answer =
        post(
            "{'type':'Create','id':'https://mine.example/1','to':'as:Public','object':{'type':'Note','id':'https://mine.example/2','content':'hi'}}");
    assertThat(answer.status()).isEqualTo(201);
    assertThat(answer.header("Location")).contains(site.base() + "/activities/1");
    Create create = (Create) posted.getFirst();
    assertThat(create.id()).isEmpty();
    assertThat(create.actor()).contains(site.alice().id());
    assertThat(create.object().flatMap(Ref::embedded))
        .hasValueSatisfying(
            note -> {
              assertThat(note.id()).isEmpty();
              assertThat(note.attributedTo()).containsExactly(site.alice().id());
            });
  }

  @Test
  void aBareObjectIsCreatedForWhomItIsAddressedTo() {
    assertThat(
            post("{'@context':'https://www.w3.org/ns/activitystreams','type':'Note','content':'hi','to':['as:Public'],'bcc':['https://b.example/c']}")
                .status())
        .isEqualTo(201);
    Create create = (Create) posted.getFirst();
    assertThat(create.to()).containsExactly(Iri.PUBLIC);
    assertThat(create.bcc()).containsExactly(Iri.parse("https://b.example/c"));
    assertThat(create.object().flatMap(Ref::embedded).map(note -> note.content().value()))
        .contains("hi");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'type':'Create','actor':'https://other.example/bob','object':{'type':'Note'}}",
        "{'type':'Create','object':{'type':'Note','attributedTo':'https://other.example/bob'}}",
        "{'type':'Create','object':'https://other.example/notes/1'}",
        "{'type':'Note','attributedTo':'https://other.example/bob'}"
      })
  void nobodySpeaksForAnybodyElse(String body) {
    assertThat(post(body).status()).isEqualTo(403);
    assertThat(posted).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "{", "[]", "{}", "{'content':'hi'}"})
  void whatIsNoDocumentIsRefused(String body) {
    assertThat(post(body).status()).isEqualTo(400);
    assertThat(posted).isEmpty();
  }

  @Test
  void aTypeWithoutHandlerIsNotTaken() {
    assertThat(post("{'type':'Block','object':'https://other.example/bob'}").status())
        .isEqualTo(422);
  }

  @Test
  void aHandlerRefusesWithAReason() {
    Answered answer = post("{'type':'Like','object':'https://other.example/notes/1'}");
    assertThat(answer.status()).isEqualTo(409);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("Liked already");
  }

  @Test
  void onlyTheOwnerMayPost() {
    String note = "{'type':'Note','content':'hi'}";
    Answered nobody = post(OUTBOX, JSON, note, "");
    assertThat(nobody.status()).isEqualTo(401);
    assertThat(nobody.header("WWW-Authenticate")).contains("Bearer");
    assertThat(post(OUTBOX, JSON, note, "Bearer mallory").status()).isEqualTo(403);
    assertThat(post("/users/nobody/outbox", JSON, note, "Bearer alice").status()).isEqualTo(404);
    assertThat(posted).isEmpty();
  }

  @Test
  void otherMediaTypesAndLargeBodiesAreRefused() {
    assertThat(post(OUTBOX, "application/json", "{}", "Bearer alice").status()).isEqualTo(415);
    String large = "{'type':'Note','content':'" + "x".repeat(1 << 20) + "'}";
    assertThat(post(OUTBOX, JSON, large, "Bearer alice").status()).isEqualTo(413);
    assertThat(posted).isEmpty();
  }

  @Test
  void theSameAddressIsReadAsACollection() {
    Answered answer =
        (Answered)
            site.http().send(SafeRequest.get(site.base() + OUTBOX).header("Accept", JSON).build());
    assertThat(answer.status()).isEqualTo(200);
    assertThat(new String(answer.body(), StandardCharsets.UTF_8)).contains("OrderedCollection");
  }

  @Test
  void handlersWithoutAnOutboxAreAMistake() {
    assertThatThrownBy(
            () ->
                new LocalInstance(
                    InstantSource.system(),
                    builder -> builder.onPosted(Create.class, this::create)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("clientOutbox");
  }

  private Answered post(String body) {
    return post(OUTBOX, JSON, body, "Bearer alice");
  }

  private Answered post(String path, String type, String body, String authorization) {
    byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
    SafeRequest.Builder request = SafeRequest.post(site.base() + path, type, bytes);
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization);
    }
    return (Answered) site.http().send(request.build());
  }
}
