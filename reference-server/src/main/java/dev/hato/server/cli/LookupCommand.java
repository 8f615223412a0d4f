package dev.hato.server.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SignedExchange;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import dev.hato.webfinger.Acct;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Fetches a remote thing as the server would, checks it, and prints its document. */
@Command(
    name = "lookup",
    description = "fetch, verify and explain a remote account or post",
    footer = {
      "",
      "The document goes to the standard output; what was asked and answered, to the",
      "standard error. Needs no database. Requests are unsigned unless --signed,",
      "--listen or --key is given.",
      "For peers on this machine or network add",
      "--federation.allow-private-addresses=true --federation.allow-http=true"
    })
final class LookupCommand extends HatoCommand {
  @Parameters(paramLabel = "HANDLE-OR-URL", description = "alice@example.com or an address")
  private String what = "";

  @Option(names = "--signed", description = "sign as an actor that lives meanwhile")
  private boolean signed;

  @Mixin private SignerOptions signer = new SignerOptions();
  @Mixin private ListenOptions listen = new ListenOptions();

  LookupCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) throws IOException {
    boolean address = what.startsWith("http://") || what.startsWith("https://");
    Optional<Acct> handle = Acct.parse(what);
    if (!address && handle.isEmpty()) {
      throw new UsageFailure(what + " is neither a handle nor an address.");
    }
    Optional<SigningKey> given = signer.given();
    HatoConfig.Federation policy = config.policy().federation();
    WireReport wire = new WireReport(console().err());
    try (SafeHttpClient http = FederationFeature.client(policy, Version.NAME, wire)) {
      if (given.isEmpty() && (signed || listen.isGiven())) {
        try (EphemeralActor actor = EphemeralActor.start(listen, http, (_, _) -> {})) {
          show(fetch(remote(http, policy, Optional.of(actor.key())), handle));
        }
      } else {
        show(fetch(remote(http, policy, given), handle));
      }
    }
  }

  private static RemoteObjects remote(
      SafeHttpClient http, HatoConfig.Federation policy, Optional<SigningKey> key) {
    InstantSource clock = InstantSource.system();
    return RemoteObjects.newBuilder(clock)
        .http(http)
        .signed(new SignedExchange(http, clock, policy.firstKnock()))
        .store(new InMemoryRemoteActors())
        .key(() -> key)
        .allowHttp(policy.allowHttp())
        .build();
  }

  private FetchResult<? extends ApObject> fetch(RemoteObjects remote, Optional<Acct> handle) {
    FetchBudget budget = FetchBudget.standard(InstantSource.system());
    if (what.contains("://") || handle.isEmpty()) {
      return remote.lookUp(Iri.parse(what), budget);
    }
    return remote
        .actorByAcct(handle.get(), budget)
        .then(
            named -> {
              explain("handle " + named.handle() + ", confirmed in both directions");
              return new FetchResult.Fetched<>(named.actor());
            });
  }

  private void show(FetchResult<? extends ApObject> result) {
    ApObject object = CommandFailure.unlessFound(result);
    explain("id " + object.id().map(Iri::value).orElse("none"));
    explain("type " + String.join(", ", object.types()));
    console().line(InboxReport.pretty(object.json().toString().getBytes(UTF_8)));
  }

  private void explain(String text) {
    console().err().println(WireReport.printable(text));
    console().err().flush();
  }
}
