package dev.hato.server.cli;

import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** In whose name a command signs: an actor with a key of its own, or one that lives meanwhile. */
final class SignerOptions {
  @Option(
      names = "--key",
      paramLabel = "FILE",
      description = "sign with this private key (PEM, JWK or Multikey)")
  private @Nullable Path key;

  @Option(
      names = "--key-id",
      paramLabel = "IRI",
      description = "the id of that key, as its actor lists it")
  private @Nullable String keyId;

  /** The key that was given. */
  Optional<SigningKey> given() {
    if (key == null && keyId == null) {
      return Optional.empty();
    }
    if (key == null || keyId == null) {
      throw new UsageFailure("Give --key and --key-id together.");
    }
    PrivateKey secret = KeyFile.readPrivate(key);
    try {
      return Optional.of(new SigningKey(keyId, secret, Keys.algorithmOf(secret)));
    } catch (IllegalArgumentException e) {
      throw new UsageFailure(String.valueOf(e.getMessage()));
    }
  }
}
