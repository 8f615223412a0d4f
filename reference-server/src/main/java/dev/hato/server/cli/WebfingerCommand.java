package dev.hato.server.cli;

import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.Jrd;
import dev.hato.webfinger.WebFingerClient;
import dev.hato.webfinger.WebFingerResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Asks the host of a handle whom it names. */
@Command(name = "webfinger", description = "ask a handle's host whom it names")
final class WebfingerCommand extends HatoCommand {
  @Parameters(paramLabel = "HANDLE", description = "@alice@example.com")
  private String handle = "";

  WebfingerCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) {
    Acct acct =
        Acct.parse(handle)
            .orElseThrow(() -> new UsageFailure(handle + " is not a handle (@name@host)."));
    HatoConfig.Federation policy = config.policy().federation();
    try (SafeHttpClient http =
        FederationFeature.client(policy, Version.NAME, new WireReport(console().err()))) {
      WebFingerClient client =
          policy.allowHttp() ? WebFingerClient.allowingHttp(http) : WebFingerClient.over(http);
      switch (client.lookup(acct)) {
        case WebFingerResult.Found found -> explain(found);
        case WebFingerResult.Gone _ ->
            throw new CommandFailure(acct + " is gone: its host says so (410).");
        case WebFingerResult.NotFound _ ->
            throw new CommandFailure(acct.host() + " knows no " + acct + ".");
        case WebFingerResult.Refused refused ->
            throw new CommandFailure(acct + " was refused: " + refused.reason());
        case WebFingerResult.Unreachable unreachable ->
            throw new CommandFailure(
                acct.host() + " cannot be reached now: " + unreachable.detail());
      }
    }
  }

  private void explain(WebFingerResult.Found found) {
    console().line("subject    " + found.subject());
    console().line("actor      " + found.actor());
    for (Jrd.Link link : found.jrd().links()) {
      console()
          .line(
              "link       %s %s %s"
                  .formatted(
                      link.rel(),
                      link.type(),
                      link.href().isEmpty() ? link.template() : link.href()));
    }
  }
}
