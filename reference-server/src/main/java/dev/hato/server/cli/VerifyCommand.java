package dev.hato.server.cli;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.memory.InMemoryRemoteActors;
import dev.hato.activitypub.proof.ProofVerdict;
import dev.hato.activitypub.proof.ProofVerifier;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.KeyResolver;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SignatureReading;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.Verification;
import dev.hato.httpsig.VerificationKey;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.server.Version;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.FederationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PublicKey;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Says of a recorded request or document whether what is signed in it holds, and why not. */
@Command(
    name = "verify",
    description = "judge the signature of a recorded request, and the proofs in its document",
    footer = {
      "",
      "FILE is a request as it went over the wire (request line, headers, empty line,",
      "body), or a JSON document with a proof. The key is fetched from its owner",
      "unless --key is given. Exit code 0 when something is signed and all of it",
      "holds, 1 when not.",
      "For peers on this machine or network add",
      "--federation.allow-private-addresses=true --federation.allow-http=true"
    })
final class VerifyCommand extends HatoCommand {
  @Parameters(paramLabel = "FILE", description = "the recorded request, or a document")
  private Path file = Path.of("");

  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "the public key (PEM, JWK or Multikey), whatever key id is named")
  private @Nullable Path key;

  @Option(
      names = "--at",
      paramLabel = "TIME",
      description = "judge as of this time, such as 2026-11-28T18:30:00Z; now unless given")
  private @Nullable String at;

  @Option(
      names = "--scheme",
      paramLabel = "SCHEME",
      description = "the scheme of the address that was asked; https unless given")
  private String scheme = "https";

  @Option(
      names = "--host",
      paramLabel = "HOST",
      description = "the host that the receiver goes by; that of the request unless given")
  private @Nullable String host;

  VerifyCommand(Console console) {
    super(console);
  }

  @Override
  void run(HatoConfig config) {
    byte[] bytes = read();
    HatoConfig.Federation policy = config.policy().federation();
    WireReport wire = new WireReport(console().out());
    try (SafeHttpClient http = FederationFeature.client(policy, Version.NAME, wire)) {
      KeyResolver keys = key == null ? fetched(http, policy) : given(KeyFile.readPublic(key));
      if (isJson(bytes)) {
        conclude(List.of(proofs(bytes, keys)));
        return;
      }
      RecordedRequest request = RecordedRequest.parse(bytes, scheme);
      request.remarks().forEach(remark -> console().line("remark: " + remark));
      Finding signature = signature(request, keys, wire);
      conclude(
          isJson(request.body())
              ? List.of(signature, proofs(request.body(), keys))
              : List.of(signature));
    }
  }

  /** What one look came to. */
  private enum Finding {
    HOLDS,
    FAILS,
    NOTHING_SIGNED
  }

  private static void conclude(List<Finding> findings) {
    if (findings.contains(Finding.FAILS)) {
      throw new CommandFailure("It does not hold.");
    }
    if (!findings.contains(Finding.HOLDS)) {
      throw new CommandFailure("Nothing in it is signed.");
    }
  }

  private Finding signature(RecordedRequest request, KeyResolver keys, WireReport wire) {
    SignatureReading.of(request.message()).forEach(wire::signature);
    Verification verification =
        SignatureVerifier.newBuilder()
            .clock(clock())
            .keys(keys)
            .expectedHosts(Set.of(host == null ? request.message().authority() : host))
            .build()
            .verify(request.message(), request.body());
    return switch (verification) {
      case Verification.Verified verified -> {
        console().line("HTTP signature: holds, made by " + owner(verified.key()));
        console().line("  created " + verified.created());
        yield Finding.HOLDS;
      }
      case Verification.Unsigned _ -> {
        console().line("HTTP signature: none");
        yield Finding.NOTHING_SIGNED;
      }
      case Verification.Rejected rejected -> {
        console()
            .line(
                "HTTP signature: fails, %s: %s"
                    .formatted(rejected.reason(), WireReport.printable(rejected.detail())));
        yield Finding.FAILS;
      }
    };
  }

  private Finding proofs(byte[] document, KeyResolver keys) {
    if (!(ApReader.standard().readAsItIs(document) instanceof ReadResult.Read read)) {
      console().line("proof: the document cannot be read: " + WireReport.remarks(document));
      return Finding.FAILS;
    }
    return switch (new ProofVerifier(keys, clock()).verify(read.object())) {
      case ProofVerdict.Proven proven -> {
        console().line("proof: holds, %s by %s".formatted(proven.kind(), owner(proven.key())));
        yield Finding.HOLDS;
      }
      case ProofVerdict.Unproven _ -> {
        console().line("proof: none");
        yield Finding.NOTHING_SIGNED;
      }
      case ProofVerdict.Refused refused -> {
        console()
            .line(
                "proof: fails, %s: %s"
                    .formatted(refused.reason(), WireReport.printable(refused.detail())));
        refused.signed().ifPresent(text -> text.lines().forEach(this::bar));
        yield Finding.FAILS;
      }
    };
  }

  private void bar(String line) {
    console().line("  | " + WireReport.printable(line));
  }

  private static String owner(VerificationKey found) {
    String controller = found.controller().isEmpty() ? "" : " of " + found.controller();
    return WireReport.printable(
        "the %s key %s%s".formatted(found.algorithm(), found.keyId(), controller));
  }

  private static KeyResolver given(PublicKey key) {
    return (keyId, refresh) ->
        new KeyLookup.Found(new VerificationKey(keyId, "", key, Keys.algorithmOf(key)));
  }

  private KeyResolver fetched(SafeHttpClient http, HatoConfig.Federation policy) {
    return RemoteObjects.newBuilder(InstantSource.system())
        .http(http)
        .store(new InMemoryRemoteActors())
        .allowHttp(policy.allowHttp())
        .build()
        .keys();
  }

  private InstantSource clock() {
    try {
      return at == null ? InstantSource.system() : InstantSource.fixed(Instant.parse(at));
    } catch (DateTimeException e) {
      throw new UsageFailure("--at takes a time such as 2026-11-28T18:30:00Z, and not: " + at);
    }
  }

  private byte[] read() {
    try {
      return Files.readAllBytes(console().directory().resolve(file));
    } catch (IOException e) {
      throw new UsageFailure(file + " cannot be read: " + e.getMessage());
    }
  }

  private static boolean isJson(byte[] bytes) {
    for (byte b : bytes) {
      if (b > ' ') {
        return b == '{';
      }
    }
    return false;
  }
}
