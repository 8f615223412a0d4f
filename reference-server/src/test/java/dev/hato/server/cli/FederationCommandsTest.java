package dev.hato.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.Received;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Like;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.server.WholeSite;
import dev.hato.storage.accounts.Role;
import dev.hato.storage.kernel.Dialect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** lookup, inbox and send against a scripted peer, a whole server, and each other. */
final class FederationCommandsTest {
  @TempDir private Path folder;

  private final RemoteInstance peer = RemoteInstance.start();
  private final Spoken out = new Spoken();
  private final Spoken err = new Spoken();

  @AfterEach
  void close() {
    peer.close();
  }

  private int run(String... args) {
    return run(out, err, args);
  }

  private int run(Spoken output, Spoken errors, String... args) {
    List<String> all = new ArrayList<>(List.of(args));
    all.add("--federation.allow-private-addresses=true");
    all.add("--federation.allow-http=true");
    Console console = new Console(output.printer(), errors.printer(), Map.of(), folder);
    return Hato.run(console, all.toArray(String[]::new));
  }

  private CompletableFuture<Integer> inbox(Spoken output, String... more) {
    List<String> args = new ArrayList<>(List.of("inbox", "--wait", "20"));
    args.addAll(List.of(more));
    return CompletableFuture.supplyAsync(() -> run(output, err, args.toArray(String[]::new)));
  }

  private String document(String json) throws Exception {
    return Files.writeString(folder.resolve("document.json"), json).toString();
  }

  @Test
  void whatSendDeliversArrivesAtInboxAndBothSayHow() throws Exception {
    Spoken arrivals = new Spoken();
    CompletableFuture<Integer> receiver = inbox(arrivals, "--count", "1");
    String inbox = arrivals.await("inbox ");

    int sent =
        run("send", "--inbox", inbox, document("{\"type\":\"Like\",\"object\":\"" + inbox + "\"}"));

    assertThat(sent).as(out + "" + err).isZero();
    assertThat(out.toString())
        .contains(
            "signing as @hato@127.0.0.1:",
            "> POST " + inbox,
            "  signed as draft-cavage-12 by http://127.0.0.1:",
            "  | (request-target): post /users/hato/inbox",
            "  | digest: SHA-256=",
            "< 202 ",
            "delivered (202)");
    assertThat(receiver.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(arrivals.toString())
        .contains(
            "1. ",
            "POST " + inbox,
            "  signed as draft-cavage-12 by http://127.0.0.1:",
            "  passed: limits, parse, unknown actor, signature, proof, owner, origin, block",
            "  accepted (202)",
            "\"type\" : \"Like\"");
  }

  @Test
  void aFollowByHandleIsAcceptedOnRequestAndTheAnswerIsShown() throws Exception {
    Spoken arrivals = new Spoken();
    CompletableFuture<Integer> receiver =
        inbox(arrivals, "--count", "1", "--accept-follows", "--name", "bird");
    String handle = arrivals.await("listening as ");
    String actor = arrivals.await("actor ");

    String follow = document("{\"type\":\"Follow\",\"object\":\"" + actor + "\"}");
    int sent = run("send", handle, follow, "--wait", "20", "--federation.first-knock", "rfc9421");

    assertThat(sent).as(out + "" + err).isZero();
    assertThat(receiver.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(out.toString())
        .contains(
            "> GET http://127.0.0.1:",
            "signed as RFC 9421 by ",
            "  | \"@method\": POST",
            "delivered (202)",
            "\"type\" : \"Accept\"",
            "accepted (202)");
    assertThat(arrivals.toString())
        .contains("  Accept to http://127.0.0.1:", "Delivered[status=202]");
  }

  @Test
  void sendShowsBothKnocksAndWhatThePeerSays() throws Exception {
    peer.takeOnly(SignatureFormat.RFC_9421);
    RemoteActor bob = peer.actor("bob");
    String like = document("{\"type\":\"Like\",\"object\":\"" + bob.id() + "\"}");

    assertThat(run("send", bob.id().value(), like)).as(out + "" + err).isZero();

    assertThat(out.toString())
        .containsSubsequence(
            "> GET " + bob.id(),
            "> POST " + bob.id() + "/inbox",
            "signed as draft-cavage-12",
            "< 401",
            "> POST " + bob.id() + "/inbox",
            "signed as RFC 9421",
            "< 202",
            "delivered");
    Received delivered = peer.awaitDelivery();
    assertThat(delivered.signer()).isEqualTo(out.await("signing as ").split(", ")[1]);
    assertThat(delivered.document().iri("actor")).contains(Iri.parse(delivered.signer()));
    assertThat(delivered.document().id()).isPresent();

    peer.reply("/refusing/inbox", new Reply(403, Map.of(), "not \u001b[31myou".getBytes(UTF_8)));
    assertThat(run("send", "--inbox", peer.base() + "/refusing/inbox", like)).isEqualTo(1);
    assertThat(out.toString()).contains("< 403", "not  [31myou");
    assertThat(err.toString())
        .contains("hato: " + peer.base() + "/refusing/inbox does not take it (403).");
  }

  @Test
  void aGivenKeySignsForItsActorAndNothingIsFilledInAsIs() throws Exception {
    RemoteActor bob = peer.actor("bob");
    Path key = folder.resolve("key.pem");
    Files.writeString(key, Keys.toPem(bob.key().privateKey()));
    String odd = "{\"type\": \"Like\"}";

    int sent =
        run(
            "send",
            "--as-is",
            "--inbox",
            peer.base() + "/inbox",
            document(odd),
            "--key",
            key.toString(),
            "--key-id",
            bob.key().keyId());

    assertThat(sent).as(out + "" + err).isZero();
    Received delivered = peer.awaitDelivery();
    assertThat(delivered.signer()).isEqualTo(bob.id().value());
    assertThat(delivered.body()).isEqualTo(odd.getBytes(UTF_8));
    assertThat(
            run("send", "--inbox", peer.base() + "/inbox", document(odd), "--key", key.toString()))
        .isEqualTo(2);
    assertThat(err.toString()).contains("hato: Give --key and --key-id together.");
  }

  @Test
  void inboxSaysAtWhichGateAnActivityFailed() throws Exception {
    Spoken arrivals = new Spoken();
    CompletableFuture<Integer> receiver = inbox(arrivals, "--count", "6");
    String inbox = arrivals.await("inbox ");
    RemoteActor bob = peer.actor("bob");
    RemoteActor mallory = peer.actor("mallory");

    // Each is refused by 400 or 401, so that the sender knocks in both formats.
    Like byBob = Like.of(bob.id("1"), bob.id(), Iri.parse(inbox));
    peer.post(mallory, inbox, byBob);
    peer.post(bob, inbox, "{}".getBytes(UTF_8));
    RemoteActor carol = peer.actor("carol");
    peer.reply("/users/carol", Reply.status(404));
    peer.post(carol, inbox, Like.of(carol.id("1"), carol.id(), Iri.parse(inbox)));

    assertThat(receiver.get(20, TimeUnit.SECONDS)).isZero();
    assertThat(arrivals.toString())
        .contains(
            "  passed: limits, parse, unknown actor, signature, proof\n"
                + "  refused (401) at the gate owner: The key does not belong",
            "  refused (400) at the gate parse: The body is no activity",
            "  refused (401) at the gate signature: The signature is not accepted: ");
  }

  @Test
  void inboxEndsInTimeAndSaysWhatIsMissing() {
    assertThat(run("inbox", "--wait", "1")).isZero();
    assertThat(run("inbox", "--wait", "1", "--count", "2")).isEqualTo(1);
    assertThat(err.toString()).contains("hato: 0 of 2 activities arrived within 1 s.");
    assertThat(run("inbox", "--listen", "nowhere")).isEqualTo(2);
    assertThat(run("inbox", "--base", "https://a.test/")).isEqualTo(2);
    assertThat(run("inbox", "--name", "a b")).isEqualTo(2);
    assertThat(run("inbox", "--count", "-1")).isEqualTo(2);
  }

  @Test
  void lookUpFollowsThePageSignsOnRequestAndTellsWhatWasPassedOver() throws Exception {
    RemoteActor bob = peer.actor("bob");
    Note note =
        Note.newBuilder()
            .id(bob.id("notes/1"))
            .attributedTo(bob.id())
            .content("hello")
            .set("name", 7)
            .build();
    peer.serve(note);
    String link =
        "<head><link rel=alternate type=application/activity+json href=" + bob.id("notes/1") + ">";
    peer.reply("/page", Reply.ok("text/html", link));

    assertThat(run("lookup", peer.base() + "/page")).as(err.toString()).isZero();

    assertThat(out.toString()).startsWith("{").contains("\"content\" : \"hello\"");
    assertThat(err.toString())
        .containsSubsequence(
            "> GET " + peer.base() + "/page",
            "< 200 text/html",
            "> GET " + bob.id("notes/1"),
            "< 200 application/activity+json",
            "  remark: WRONG_KIND at /name",
            "id " + bob.id("notes/1"),
            "type Note")
        .doesNotContain("signed as");
    assertThat(run("lookup", "@bob@" + peer.authority(), "--signed")).as(err.toString()).isZero();
    assertThat(err.toString())
        .contains("confirmed in both directions", "signed as draft-cavage-12");
    assertThat(peer.requests().getLast().signer()).endsWith("/users/hato");
    assertThat(run("lookup", peer.base() + "/nothing")).isEqualTo(1);
    assertThat(err.toString()).contains("hato: Its server does not know it");
    assertThat(run("lookup", "nonsense")).isEqualTo(2);
  }

  @Test
  void lintAsksForAllThatAnActorNamesAndFailsWhereThereAreErrors() throws Exception {
    RemoteActor bob = peer.actor("bob");

    assertThat(run("lint", "@bob@" + peer.authority(), "--only", "error")).isEqualTo(1);

    assertThat(err.toString())
        .contains("> GET " + bob.id() + "/outbox", "< 404", "hato: Some peers will refuse");
    assertThat(out.toString())
        .contains(
            "error not-served at " + bob.id() + " /outbox\n  " + bob.id() + "/outbox answers 404\n",
            "  Serve this address, or do not name it.\n")
        .doesNotContain("warning ", "webfinger");
    String fine =
        "{\"@context\":\"https://www.w3.org/ns/activitystreams\",\"type\":\"Collection\",";
    assertThat(run("lint", document(fine + "\"totalItems\":0}"))).isZero();
    assertThat(run("lint", document("nonsense"))).isEqualTo(1);
    assertThat(run("lint", peer.base() + "/nothing")).isEqualTo(1);
    assertThat(run("lint", "nonsense")).isEqualTo(2);
    assertThat(run("lint", bob.id().value(), "--only", "grave")).isEqualTo(2);
  }

  @Test
  void aWholeServerAnswersAFollowThatWasSent() throws Exception {
    try (WholeSite site = WholeSite.start(Dialect.H2)) {
      site.clock.set(java.time.Instant.now());
      String alice = site.person("alice", Role.USER).uri();
      CompletableFuture<Integer> sent =
          CompletableFuture.supplyAsync(
              () -> {
                try {
                  String follow = document("{\"type\":\"Follow\",\"object\":\"" + alice + "\"}");
                  return run("send", "@alice@" + site.domain(), follow, "--wait", "20");
                } catch (Exception e) {
                  throw new IllegalStateException(e);
                }
              });
      out.await("delivered (202)");
      site.work();

      assertThat(sent.get(20, TimeUnit.SECONDS)).as(out + "" + err).isZero();
      assertThat(out.toString()).contains("\"type\" : \"Accept\"", "accepted (202)");
      assertThat(run("lookup", alice, "--signed")).isZero();
      assertThat(run("lint", alice)).as(out.toString()).isZero();
    }
  }
}
