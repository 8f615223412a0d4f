package dev.hato.server.cli;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.HopListener;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import dev.hato.webfinger.Acct;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.node.ObjectNode;

/** Delivers a document, and shows each request, what was signed, and the answer. */
@Command(
    name = "send",
    description = "deliver a document to an inbox, and show what was signed and answered",
    footer = {
      "",
      "What the document lacks of @context, id and actor is filled in; with --as-is",
      "it is sent byte for byte. Signs as an actor that lives meanwhile, or by --key.",
      "The first knock is that of --federation.first-knock (cavage or rfc9421), the",
      "second one follows a 400 or 401.",
      "For peers on this machine or network add",
      "--federation.allow-private-addresses=true --federation.allow-http=true"
    })
final class SendCommand extends HatoCommand {
  private static final int LARGEST = 1024 * 1024;

  @Parameters(
      index = "0",
      paramLabel = "TARGET",
      description = "a handle, or the address of an actor or, with --inbox, of an inbox")
  private String target = "";

  @Parameters(
      index = "1",
      arity = "0..1",
      paramLabel = "FILE",
      description = "the document; the standard input unless given")
  private @Nullable Path file;

  @Option(names = "--inbox", description = "TARGET is the address of an inbox")
  private boolean inbox;

  @Option(names = "--actor", paramLabel = "IRI", description = "the actor that --key belongs to")
  private @Nullable String actor;

  @Option(names = "--as-is", description = "send the bytes as they are")
  private boolean asIs;

  @Option(
      names = "--wait",
      paramLabel = "SECONDS",
      description = "stay at most so long for an answer, such as an Accept, and show it")
  private long wait;

  @Mixin private SignerOptions signer = new SignerOptions();
  @Mixin private ListenOptions listen = new ListenOptions();

  SendCommand(Console console) {
    super(console);
  }

  /** Who sends. */
  private record Sender(Iri actor, SigningKey key) {}

  @Override
  void run(HatoConfig config) throws Exception {
    Optional<SigningKey> given = signer.given();
    byte[] document = document();
    HatoConfig.Federation policy = config.policy().federation();
    CountDownLatch awaited = new CountDownLatch(1);
    WireReport wire = new WireReport(console().out());
    try (SafeHttpClient http = FederationFeature.client(policy, Version.NAME, wire)) {
      if (given.isPresent()) {
        deliver(http, policy, new Sender(owner(given.get()), given.get()), document);
        return;
      }
      try (SafeHttpClient quiet = FederationFeature.client(policy, Version.NAME, HopListener.NONE);
          EphemeralActor self =
              EphemeralActor.start(
                  listen,
                  quiet,
                  (federation, _) -> federation.gates(new InboxReport(console().out(), awaited)))) {
        console().line("signing as @%s, %s".formatted(self.handle(), self.id()));
        deliver(http, policy, new Sender(self.id(), self.key()), document);
        if (wait > 0) {
          boolean unused = awaited.await(wait, TimeUnit.SECONDS);
        }
      }
    }
  }

  private Iri owner(SigningKey key) {
    return actor == null ? Iri.parse(key.keyId()).withoutFragment() : Iri.parse(actor);
  }

  private void deliver(
      SafeHttpClient http, HatoConfig.Federation policy, Sender sender, byte[] document) {
    InstantSource clock = InstantSource.system();
    SignedExchange signed = new SignedExchange(http, clock, policy.firstKnock());
    String address = inbox ? target : inboxOf(http, signed, policy, sender);
    byte[] body = asIs ? document : completed(document, sender.actor());
    Exchange answer = signed.post(address, "application/activity+json", body, sender.key());
    switch (answer) {
      case Exchange.Answered answered when answered.isSuccess() ->
          console().line("delivered (%d)".formatted(answered.status()));
      case Exchange.Answered answered ->
          throw new CommandFailure(
              "%s does not take it (%d).".formatted(address, answered.status()));
      case Exchange.Failed failed ->
          throw new CommandFailure(
              "%s gives no answer: %s, %s".formatted(address, failed.reason(), failed.detail()));
    }
  }

  private String inboxOf(
      SafeHttpClient http, SignedExchange signed, HatoConfig.Federation policy, Sender sender) {
    InstantSource clock = InstantSource.system();
    RemoteObjects remote =
        RemoteObjects.newBuilder(clock)
            .http(http)
            .signed(signed)
            .store(new InMemoryRemoteActors())
            .key(() -> Optional.of(sender.key()))
            .allowHttp(policy.allowHttp())
            .build();
    FetchBudget budget = FetchBudget.standard(clock);
    FetchResult<Actor> found =
        target.contains("://")
            ? remote.actor(Iri.parse(target), budget)
            : remote.actorByAcct(handle(), budget).then(n -> new FetchResult.Fetched<>(n.actor()));
    return CommandFailure.unlessFound(found).inbox().orElseThrow().value();
  }

  private Acct handle() {
    return Acct.parse(target)
        .orElseThrow(() -> new UsageFailure(target + " is neither a handle nor an address."));
  }

  private byte[] document() {
    try {
      if (file == null) {
        return System.in.readNBytes(LARGEST);
      }
      return Files.readAllBytes(console().directory().resolve(file));
    } catch (IOException e) {
      throw new UsageFailure("The document cannot be read: " + e.getMessage());
    }
  }

  /** The document with what an activity needs and it lacks. */
  private byte[] completed(byte[] document, Iri sender) {
    return switch (ApReader.standard().readAsItIs(document)) {
      case ReadResult.Read read -> {
        ObjectNode json = read.object().json().deepCopy();
        if (!json.has("@context")) {
          json.put("@context", "https://www.w3.org/ns/activitystreams");
        }
        if (!json.has("actor")) {
          json.put("actor", sender.value());
        }
        if (!json.has("id")) {
          json.put("id", sender + "/" + UUID.randomUUID());
        }
        yield json.toString().getBytes(StandardCharsets.UTF_8);
      }
      case ReadResult.Unreadable unreadable ->
          throw new UsageFailure(
              "The document cannot be read: %s (--as-is sends it nevertheless)"
                  .formatted(unreadable.detail()));
    };
  }
}
