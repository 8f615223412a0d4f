package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hato.activitypub.collections.CollectionQuery;
import dev.hato.activitypub.collections.CollectionSlice;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.nodeinfo.NodeInfo;
import dev.hato.nodeinfo.NodeInfoClient;
import dev.hato.nodeinfo.NodeInfoResult;
import dev.hato.webfinger.AccountDirectory;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import dev.hato.webfinger.WebFingerClient;
import dev.hato.webfinger.WebFingerResult;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Routes of a federation over a real socket. */
final class FederationTest {
  private static final String ACTIVITY_JSON = "application/activity+json";
  private static final NodeInfo INFO = NodeInfo.newBuilder("hato", "1.0").build();

  private ReadPolicy policy = ReadPolicy.OPEN;
  private final RemoteInstance peer = RemoteInstance.start();
  private final RemoteActor bob = peer.actor("bob");
  private final RemoteActor carol = peer.actor("carol");
  private final LocalInstance site = new LocalInstance(InstantSource.system(), this::routes);

  private void routes(FederationBuilder builder) {
    builder
        .readPolicy(request -> policy.decide(request))
        .document("/users/{user}/statuses/{id}", this::status)
        .document(
            "/letters/{id}",
            request -> Optional.of(note(request.id())),
            request ->
                request.signer().filter(bob.id()::equals).isPresent()
                    ? ReadPolicy.Decision.ALLOW
                    : ReadPolicy.Decision.NEEDS_SIGNATURE)
        .collection("/users/{user}/outbox", request -> Optional.of(new Numbers(request.id())))
        .nodeInfo(() -> INFO);
  }

  private Optional<ApObject> status(DocumentRequest request) {
    return switch (request.value("id")) {
      case "public" -> Optional.of(note(request.id()));
      case "private" -> request.signer().filter(bob.id()::equals).map(signer -> note(request.id()));
      case "deleted" -> Optional.of(Tombstone.of(request.id()));
      default -> Optional.empty();
    };
  }

  @AfterEach
  void close() {
    site.close();
    peer.close();
  }

  @Test
  void servesAnActor() {
    Exchange.Answered answer = get("/users/alice", ACTIVITY_JSON);
    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/activity+json; charset=utf-8");
    assertThat(answer.header("Vary")).contains("Accept, Signature");
    assertThat(document(answer)).isEqualTo(site.alice().document());
    assertThat(get("/users/nobody", ACTIVITY_JSON).status()).isEqualTo(404);
    assertThat(get("/elsewhere", ACTIVITY_JSON).status()).isEqualTo(404);
  }

  @Test
  void negotiatesTheMediaType() {
    for (String accept :
        List.of(
            "application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\"",
            "application/json",
            "*/*",
            "text/html, application/activity+json;q=0.5")) {
      assertThat(get("/users/alice", accept).status()).isEqualTo(200);
    }
    assertThat(get("/users/alice", "text/html").status()).isEqualTo(406);
    assertThat(get("/users/alice", "application/activity+json;q=0").status()).isEqualTo(406);
  }

  @Test
  void headIsGetWithoutBody() {
    Exchange.Answered head =
        (Exchange.Answered)
            site.http()
                .send(
                    SafeRequest.newBuilder("HEAD", site.base() + "/users/alice")
                        .header("Accept", ACTIVITY_JSON)
                        .build());
    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.header("Vary")).contains("Accept, Signature");
  }

  @Test
  void otherMethodsAreNotAllowed() {
    Exchange.Answered post =
        (Exchange.Answered)
            site.http()
                .send(
                    SafeRequest.post(site.base() + "/users/alice", ACTIVITY_JSON, new byte[1])
                        .build());
    assertThat(post.status()).isEqualTo(405);
    assertThat(post.header("Allow")).contains("GET, HEAD");
    assertThat(get("/inbox", ACTIVITY_JSON).status()).isEqualTo(405);
  }

  @Test
  void tombstonesAreGone() {
    Exchange.Answered answer = get("/users/alice/statuses/deleted", ACTIVITY_JSON);
    assertThat(answer.status()).isEqualTo(410);
    assertThat(document(answer)).isInstanceOf(Tombstone.class);
  }

  @Test
  void P7_aPrivateObjectIsForItsReaderAloneInAnyOrder() {
    String url = site.base() + "/users/alice/statuses/private";
    Exchange.Answered seen = (Exchange.Answered) peer.get(bob, url);
    assertThat(seen.status()).isEqualTo(200);
    assertThat(seen.header("Cache-Control")).contains("private, no-store");
    assertThat(((Exchange.Answered) peer.get(carol, url)).status()).isEqualTo(404);
    Exchange.Answered anonymous = get("/users/alice/statuses/private", ACTIVITY_JSON);
    Exchange.Answered missing = get("/users/alice/statuses/none", ACTIVITY_JSON);
    assertThat(anonymous.status()).isEqualTo(404);
    assertThat(anonymous.body()).isEqualTo(missing.body());
    assertThat(((Exchange.Answered) peer.get(bob, url)).status()).isEqualTo(200);
  }

  @Test
  void whoAsksForAPublicObjectIsNotLookedUp() {
    peer.get(bob, site.base() + "/users/alice/statuses/public");
    assertThat(peer.requests()).isEmpty();
  }

  @Test
  void M40_authorizedFetchNeedsASignature() {
    policy = ReadPolicy.SIGNED_ONLY;
    assertThat(get("/users/alice/statuses/public", ACTIVITY_JSON).status()).isEqualTo(401);
    Exchange.Answered signed =
        (Exchange.Answered) peer.get(bob, site.base() + "/users/alice/statuses/public");
    assertThat(signed.status()).isEqualTo(200);
    assertThat(signed.header("Cache-Control")).contains("private, no-store");

    policy =
        request ->
            request.signer().filter(bob.id()::equals).isPresent()
                ? ReadPolicy.Decision.HIDE
                : ReadPolicy.Decision.ALLOW;
    String url = site.base() + "/users/alice/statuses/public";
    assertThat(((Exchange.Answered) peer.get(bob, url)).status()).isEqualTo(404);
    assertThat(((Exchange.Answered) peer.get(carol, url)).status()).isEqualTo(200);
  }

  @Test
  void aResourceHasAPolicyOfItsOwnBesideTheOneForAll() {
    assertThat(get("/letters/1", ACTIVITY_JSON).status()).isEqualTo(401);
    assertThat(((Exchange.Answered) peer.get(carol, site.base() + "/letters/1")).status())
        .isEqualTo(401);
    assertThat(((Exchange.Answered) peer.get(bob, site.base() + "/letters/1")).status())
        .isEqualTo(200);
    policy = request -> ReadPolicy.Decision.HIDE;
    assertThat(((Exchange.Answered) peer.get(bob, site.base() + "/letters/1")).status())
        .isEqualTo(404);
  }

  @Test
  void servesACollectionInPages() {
    ApObject whole = document(get("/users/alice/outbox", ACTIVITY_JSON));
    assertThat(whole)
        .isInstanceOfSatisfying(
            OrderedCollection.class,
            collection -> assertThat(collection.totalItems()).hasValue(45));
    Iri next = ((OrderedCollection) whole).first().flatMap(Ref::id).orElseThrow();
    int items = 0;
    int pages = 0;
    Optional<Iri> cursor = Optional.of(next);
    while (cursor.isPresent()) {
      String path = cursor.get().value().substring(site.base().length());
      CollectionPage page = (CollectionPage) document(get(path, ACTIVITY_JSON));
      assertThat(page.id()).isEqualTo(cursor);
      assertThat(page.partOf()).isEqualTo(whole.id());
      items += page.items().size();
      cursor = page.next().flatMap(Ref::id);
      pages++;
    }
    assertThat(items).isEqualTo(45);
    assertThat(pages).isEqualTo(3);
  }

  @Test
  void answersNodeInfo() {
    String authority = site.base().substring("http://".length());
    assertThat(NodeInfoClient.allowingHttp(site.http()).fetch(authority))
        .isEqualTo(new NodeInfoResult.Found(INFO));
  }

  @Test
  void answersWebFingerAndHostMeta() {
    Jrd alice = Jrd.newBuilder("acct:alice@127.0.0.1").actor(site.alice().id().value()).build();
    AccountDirectory directory = new OneAccount(alice);
    try (LocalInstance fingered =
        new LocalInstance(
            InstantSource.system(), builder -> builder.webFinger(directory, Set.of("127.0.0.1")))) {
      String authority = fingered.base().substring("http://".length());
      Exchange.Answered hostMeta =
          (Exchange.Answered)
              site.http().send(SafeRequest.get(fingered.base() + "/.well-known/host-meta").build());
      assertThat(hostMeta.status()).isEqualTo(200);
      assertThat(authority).startsWith("127.0.0.1:");
      Exchange.Answered finger =
          (Exchange.Answered)
              site.http()
                  .send(
                      SafeRequest.get(
                              fingered.base()
                                  + "/.well-known/webfinger?resource=acct:alice%40127.0.0.1")
                          .build());
      assertThat(Jrd.parse(finger.body())).contains(alice);
      WebFingerResult strange =
          WebFingerClient.allowingHttp(site.http()).lookup(new Acct("alice", authority));
      assertThat(strange).isInstanceOf(WebFingerResult.NotFound.class);
    }
  }

  @Test
  void aBaseWithAPathIsRefused() {
    assertThatThrownBy(() -> Federation.newBuilder("https://example.org/x", InstantSource.system()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("scheme://host");
  }

  private Exchange.Answered get(String path, String accept) {
    Exchange exchange =
        site.http().send(SafeRequest.get(site.base() + path).header("Accept", accept).build());
    return (Exchange.Answered) exchange;
  }

  private static ApObject document(Exchange.Answered answer) {
    return ((ReadResult.Read) ApReader.standard().read(answer.body())).object();
  }

  private static Note note(Iri id) {
    return Note.newBuilder().id(id).content("hello").build();
  }

  /** The ids 0 to 44. */
  private record Numbers(Iri id) implements ServedCollection {
    private static final int TOTAL = 45;

    @Override
    public OptionalLong totalItems() {
      return OptionalLong.of(TOTAL);
    }

    @Override
    public CollectionSlice page(CollectionQuery query) {
      int from = query.cursor().isEmpty() ? 0 : Integer.parseInt(query.cursor());
      int to = Math.min(TOTAL, from + query.limit());
      List<Iri> ids = IntStream.range(from, to).mapToObj(i -> Iri.parse(id + "/" + i)).toList();
      return CollectionSlice.ofIds(
          ids, to < TOTAL ? Optional.of(String.valueOf(to)) : Optional.empty());
    }
  }

  private record OneAccount(Jrd jrd) implements AccountDirectory {
    @Override
    public Listing byName(String user) {
      return user.equals("alice") ? new Listing.Known(jrd) : new Listing.Unknown();
    }

    @Override
    public Listing byUrl(String url) {
      return new Listing.Unknown();
    }

    @Override
    public Listing instance() {
      return new Listing.Unknown();
    }
  }
}
