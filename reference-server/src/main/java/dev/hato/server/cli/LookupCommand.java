package dev.hato.server.cli;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.FetchResult;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.server.Server;
import dev.hato.server.federation.FederationFeature;
import dev.hato.webfinger.Acct;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Fetches a remote thing as the server would, checks it, and prints its document. */
@Command(name = "lookup", description = "fetch, verify and explain a remote account or post")
final class LookupCommand extends DatabaseCommand {
  @Parameters(paramLabel = "HANDLE-OR-URL", description = "alice@example.com or an address")
  private String what = "";

  LookupCommand(Console console) {
    super(console);
  }

  @Override
  void run(Work work) {
    try (FederationFeature federation =
        Server.federation(work.config(), work.database(), work.surroundings())) {
      FetchBudget budget = FetchBudget.standard(work.surroundings().clock());
      show(fetch(federation.remote(), budget));
    }
  }

  private FetchResult<? extends ApObject> fetch(RemoteObjects remote, FetchBudget budget) {
    if (what.startsWith("http://") || what.startsWith("https://")) {
      return remote.fetch(Iri.parse(what), budget);
    }
    Acct handle =
        Acct.parse(what)
            .orElseThrow(() -> new CommandFailure(what + " is neither a handle nor an address."));
    return remote
        .actorByAcct(handle, budget)
        .then(
            named -> {
              console().line("# handle " + named.handle() + ", confirmed in both directions");
              return new FetchResult.Fetched<>(named.actor());
            });
  }

  private void show(FetchResult<? extends ApObject> result) {
    switch (result) {
      case FetchResult.Fetched<? extends ApObject> fetched -> {
        ApObject object = fetched.object();
        console().line("# id " + object.id().map(Iri::value).orElse("none"));
        console().line("# type " + String.join(", ", object.types()));
        console().line(new String(ApWriter.write(object), StandardCharsets.UTF_8));
      }
      case FetchResult.Gone<? extends ApObject> _ ->
          throw new CommandFailure("Its server says that it was deleted (410).");
      case FetchResult.NotFound<? extends ApObject> _ ->
          throw new CommandFailure("Its server does not know it, or does not show it to us (404).");
      case FetchResult.Refused<? extends ApObject> refused ->
          throw new CommandFailure("The answer is not believed: " + refused.reason());
      case FetchResult.Unreachable<? extends ApObject> unreachable ->
          throw new CommandFailure("There is no answer: " + unreachable.detail());
    }
  }
}
