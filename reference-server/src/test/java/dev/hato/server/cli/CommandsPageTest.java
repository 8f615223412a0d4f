package dev.hato.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.Note;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SigningKey;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/guide/commands.md: the commands in it are run, and say what stands there but for ports,
 * times, sizes, hashes and new ids.
 */
final class CommandsPageTest {
  private static final Path PAGE = Path.of("../docs/guide/commands.md");
  private static final String LIKE =
      "{\"type\": \"Like\", \"object\": \"https://example.org/notes/1\"}\n";
  private static final Instant SIGNED = Instant.parse("2026-11-28T18:29:00Z");

  @TempDir private Path folder;

  private String run(Spoken said, String... args) {
    Map<String, String> environment =
        Map.of(
            "HATO_FEDERATION_ALLOW_PRIVATE_ADDRESSES", "true",
            "HATO_FEDERATION_ALLOW_HTTP", "true");
    Hato.run(new Console(said.printer(), said.printer(), environment, folder), args);
    return said.toString();
  }

  /** What the page shows behind a command that begins so. */
  private static String shown(String command) throws Exception {
    Matcher block =
        Pattern.compile(
                "\\$ " + Pattern.quote(command) + "[^\n]*\n(.*?)(?=```|\\$ )", Pattern.DOTALL)
            .matcher(Files.readString(PAGE));
    assertThat(block.find()).as(command).isTrue();
    return block.group(1);
  }

  private static String normal(String text) {
    return text.replaceAll("127\\.0\\.0\\.1(:|%3A)\\d+", "127.0.0.1:PORT")
        .replaceAll("\\d{4}-\\d\\d-\\d\\dT[0-9:.]+Z", "TIME")
        .replaceAll("[A-Z][a-z]{2}, \\d\\d [A-Z][a-z]{2} \\d{4} [0-9:]{8} GMT", "TIME")
        .replaceAll("SHA-256=[A-Za-z0-9+/]+=*", "SHA-256=HASH")
        .replaceAll("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "NEW")
        .replaceAll("\\d+ bytes", "N bytes")
        .strip();
  }

  @Test
  void theDeliveryOnThePageIsTheOneThatHappens() throws Exception {
    Files.writeString(folder.resolve("like.json"), LIKE);
    assertThat(shown("cat like.json")).isEqualTo(LIKE);
    Spoken arrivals = new Spoken();
    CompletableFuture<String> receiver =
        CompletableFuture.supplyAsync(() -> run(arrivals, "inbox", "--count", "1", "--wait", "60"));
    String handle = arrivals.await("listening as ");

    String sent = run(new Spoken(), "send", handle, "like.json");

    assertThat(normal(sent)).isEqualTo(normal(shown("hato send ")));
    assertThat(normal(receiver.get(60, TimeUnit.SECONDS))).isEqualTo(normal(shown("hato inbox ")));
  }

  @Test
  void theRecordsOnThePageAreJudgedAsItSays() throws Exception {
    KeyPair keys = Keys.generateRsa(new SecureRandom());
    Files.writeString(folder.resolve("key.pem"), Keys.toPem(keys.getPublic()));
    String request =
        request(SigningKey.rsa("https://home.test/users/bob#main-key", keys.getPrivate()));
    Files.writeString(folder.resolve("request.txt"), request);
    Files.writeString(folder.resolve("changed.txt"), request.replace("notes/1", "notes/2"));
    String key = folder.resolve("key.pem").toString();

    for (String record : List.of("request.txt", "changed.txt")) {
      String said =
          run(new Spoken(), "verify", record, "--key", key, "--at", "2026-11-28T18:30:00Z");
      assertThat(normal(said)).isEqualTo(normal(shown("hato verify " + record)));
    }
  }

  private static String request(SigningKey key) {
    SignableMessage message =
        SignableMessage.of(
            "POST", "https", "good.test", "/inbox", Map.of("host", List.of("good.test")));
    List<String> lines = new ArrayList<>(List.of("POST /inbox HTTP/1.1", "Host: good.test"));
    RequestSigner.of(SignatureFormat.CAVAGE_12, InstantSource.fixed(SIGNED))
        .sign(message, LIKE.getBytes(UTF_8), key)
        .forEach((name, value) -> lines.add(name + ": " + value));
    return String.join("\r\n", lines) + "\r\n\r\n" + LIKE;
  }

  @Test
  void theLookUpOnThePageFindsTheDocumentOfAPage() throws Exception {
    try (RemoteInstance peer = RemoteInstance.start()) {
      RemoteActor bob = peer.actor("bob");
      peer.serve(
          Note.newBuilder().id(bob.id("notes/1")).attributedTo(bob.id()).content("hello").build());
      String link = "<link rel=alternate type=application/activity+json href=/users/bob/notes/1>";
      peer.reply("/page", Reply.ok("text/html", "<head>" + link));

      String said = run(new Spoken(), "lookup", peer.base() + "/page");

      assertThat(normal(said)).isEqualTo(normal(shown("hato lookup http")));
    }
  }

  @Test
  void theFaultsOnThePageAreFound() throws Exception {
    Files.writeString(folder.resolve("note.json"), shown("cat note.json"));

    String said = run(new Spoken(), "lint", "note.json");

    assertThat(said.strip()).isEqualTo(shown("hato lint note.json").strip());
  }

  @Test
  void everyOptionOnThePageIsOneOfACommand() throws Exception {
    StringBuilder help = new StringBuilder();
    for (String command :
        List.of("lookup", "webfinger", "nodeinfo", "inbox", "send", "verify", "lint", "config")) {
      help.append(run(new Spoken(), command, "--help"));
    }
    try (Stream<String> options =
        Pattern.compile("--[a-z][a-z0-9.-]*")
            .matcher(Files.readString(PAGE))
            .results()
            .map(result -> result.group())) {
      assertThat(options.distinct())
          .hasSizeGreaterThan(10)
          .allSatisfy(o -> assertThat(help).contains(o));
    }
  }
}
