package dev.hato.server.cli;

import dev.hato.httpsig.Jwks;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.Multikeys;
import dev.hato.httpsig.UnusableKeyException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Keys as developers have them: PEM, JSON Web Key, or Multikey as text or in its JSON. */
final class KeyFile {
  private static final TypeReference<Map<String, Object>> MEMBERS = new TypeReference<>() {};

  private KeyFile() {}

  static PublicKey readPublic(Path file) {
    return read(
        file,
        text -> {
          if (text.startsWith("-----")) {
            return Keys.readPublicPem(text);
          }
          if (!text.startsWith("{")) {
            return Multikeys.readPublic(text);
          }
          Map<String, Object> json = JsonMapper.shared().readValue(text, MEMBERS);
          if (json.get("publicKeyMultibase") instanceof String multibase) {
            return Multikeys.readPublic(multibase);
          }
          return json.get("publicKeyPem") instanceof String pem
              ? Keys.readPublicPem(pem)
              : Jwks.readPublic(json);
        });
  }

  static PrivateKey readPrivate(Path file) {
    return read(
        file,
        text -> {
          if (text.startsWith("-----")) {
            return Keys.readPrivatePem(text);
          }
          if (!text.startsWith("{")) {
            return Multikeys.readPrivate(text);
          }
          Map<String, Object> json = JsonMapper.shared().readValue(text, MEMBERS);
          return json.get("secretKeyMultibase") instanceof String multibase
              ? Multikeys.readPrivate(multibase)
              : Jwks.readPrivate(json);
        });
  }

  private static <T> T read(Path file, Function<String, T> reader) {
    try {
      return reader.apply(Files.readString(file).strip());
    } catch (IOException e) {
      throw new UsageFailure("The key file " + file + " cannot be read: " + e.getMessage());
    } catch (UnusableKeyException | JacksonException e) {
      throw new UsageFailure(
          "%s holds no key that can be used (PEM, JWK or Multikey): %s"
              .formatted(file, e.getMessage()));
    }
  }
}
