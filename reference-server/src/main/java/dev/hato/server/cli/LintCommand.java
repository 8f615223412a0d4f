package dev.hato.server.cli;

import dev.hato.activitypub.ApResponse;
import dev.hato.activitypub.lint.Finding;
import dev.hato.activitypub.lint.Lint;
import dev.hato.activitypub.lint.LintRule;
import dev.hato.activitypub.lint.LintRule.Severity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.WebFingerClient;
import dev.hato.webfinger.WebFingerResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says what peers will stumble over in a document, or in what a server shows of an actor. */
@Command(
    name = "lint",
    description = "say what peers will stumble over in a document or an actor",
    footer = {
      "",
      "Of an actor also its inboxes, collections and handle are asked for, unsigned and",
      "on its own origin alone. Exit code 1 when there are errors.",
      "For servers on this machine or network add",
      "--federation.allow-private-addresses=true --federation.allow-http=true"
    })
final class LintCommand extends HatoCommand {
  @Parameters(
      paramLabel = "WHAT",
      description = "an address, a handle such as alice@example.com, or a file")
  private String what = "";

  @Option(
      names = "--only",
      paramLabel = "SEVERITY",
      description = "error or warning: leave out what matters less")
  private String only = "hint";

  LintCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) {
    Lint lint = Lint.standard().atLeast(severity());
    boolean address = what.startsWith("http://") || what.startsWith("https://");
    Path file = console().directory().resolve(what);
    if (!address && Files.isReadable(file)) {
      report(lint.document(read(file)));
      return;
    }
    Optional<Acct> handle = address ? Optional.empty() : Acct.parse(what);
    if (!address && handle.isEmpty()) {
      throw new UsageFailure(what + " is neither an address nor a handle nor a file.");
    }
    HatoConfig.Federation policy = config.policy().federation();
    if (address && !Iri.parse(what).isHttp()) {
      throw new UsageFailure(what + " is no address that can be asked.");
    }
    WireReport wire = new WireReport(console().err());
    try (SafeHttpClient http = FederationFeature.client(policy, Version.NAME, wire)) {
      Iri begin = handle.map(acct -> actor(client(http, policy), acct)).orElse(Iri.parse(what));
      report(lint.walk((iri, accept) -> get(http, iri, accept), begin));
    }
  }

  private Severity severity() {
    return switch (only) {
      case "error" -> Severity.ERROR;
      case "warning" -> Severity.WARNING;
      case "hint" -> Severity.HINT;
      default -> throw new UsageFailure("--only takes error or warning, and not: " + only);
    };
  }

  private static WebFingerClient client(SafeHttpClient http, HatoConfig.Federation policy) {
    return policy.allowHttp() ? WebFingerClient.allowingHttp(http) : WebFingerClient.over(http);
  }

  private static Iri actor(WebFingerClient webFinger, Acct handle) {
    return switch (webFinger.lookup(handle)) {
      case WebFingerResult.Found found -> Iri.parse(found.actor());
      case WebFingerResult.Gone _ -> throw new CommandFailure(handle + " was deleted (410).");
      case WebFingerResult.NotFound _ ->
          throw new CommandFailure("Its server does not know " + handle + " (404).");
      case WebFingerResult.Refused refused ->
          throw new CommandFailure("The answer is not believed: " + refused.reason());
      case WebFingerResult.Unreachable unreachable ->
          throw new CommandFailure("There is no answer: " + unreachable.detail());
    };
  }

  private static Optional<ApResponse> get(SafeHttpClient http, Iri address, String accept) {
    SafeRequest request = SafeRequest.get(address.value()).header("Accept", accept).build();
    if (http.send(request) instanceof Exchange.Answered answered) {
      Map<String, String> headers = new HashMap<>();
      answered.header("Content-Type").ifPresent(type -> headers.put("Content-Type", type));
      return Optional.of(new ApResponse(answered.status(), headers, answered.body()));
    }
    return Optional.empty();
  }

  private void report(List<Finding> findings) {
    for (Finding finding : findings) {
      LintRule rule = finding.rule();
      console()
          .line(
              "%s %s at %s"
                  .formatted(
                      rule.severity().name().toLowerCase(Locale.ROOT), rule.label(), at(finding)));
      console().line("  " + WireReport.printable(finding.detail()));
      console().line("  " + rule.advice());
    }
    long errors = count(findings, Severity.ERROR);
    console()
        .line(
            "%d errors, %d warnings, %d hints"
                .formatted(
                    errors, count(findings, Severity.WARNING), count(findings, Severity.HINT)));
    if (errors > 0) {
      throw new CommandFailure("Some peers will refuse or misread this.");
    }
  }

  private static String at(Finding finding) {
    String all = (finding.document() + " " + finding.path()).strip();
    return all.isEmpty() ? "the document" : WireReport.printable(all);
  }

  private static long count(List<Finding> findings, Severity severity) {
    return findings.stream().filter(finding -> finding.severity() == severity).count();
  }

  private static byte[] read(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UsageFailure(file + " cannot be read: " + e.getMessage());
    }
  }
}
