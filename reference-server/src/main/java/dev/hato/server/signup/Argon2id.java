package dev.hato.server.signup;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * A hash of RFC 9106 with its parameters and salt, as the reference implementation writes it:
 * {@code $argon2id$v=19$m=KIB,t=ROUNDS,p=LANES$SALT$HASH}. Immutable.
 */
record Argon2id(int memoryKib, int rounds, int lanes, byte[] salt, byte[] hash) {
  private static final int LENGTH = 32;
  private static final int MOST_MEMORY_KIB = 256 * 1024;
  private static final int MOST_ROUNDS = 16;
  private static final Pattern TEXT =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})"
              + "\\$([A-Za-z0-9+/]{11,86})\\$([A-Za-z0-9+/]{22,86})");

  static Argon2id of(int memoryKib, int rounds, byte[] salt, String password) {
    byte[] hash = derive(new Argon2id(memoryKib, rounds, 1, salt, new byte[LENGTH]), password);
    return new Argon2id(memoryKib, rounds, 1, salt, hash);
  }

  /** Empty for other functions, and for parameters that would take this server's memory or time. */
  static Optional<Argon2id> parse(String text) {
    Matcher parts = TEXT.matcher(text);
    if (!parts.matches()) {
      return Optional.empty();
    }
    Argon2id read =
        new Argon2id(
            Integer.parseInt(parts.group(1)),
            Integer.parseInt(parts.group(2)),
            Integer.parseInt(parts.group(3)),
            Base64.getDecoder().decode(parts.group(4)),
            Base64.getDecoder().decode(parts.group(5)));
    return Optional.of(read).filter(Argon2id::isBearable);
  }

  boolean matches(String password) {
    return MessageDigest.isEqual(hash, derive(this, password));
  }

  String text() {
    Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
        .formatted(
            memoryKib, rounds, lanes, base64.encodeToString(salt), base64.encodeToString(hash));
  }

  private boolean isBearable() {
    return memoryKib >= 8 * lanes
        && memoryKib <= MOST_MEMORY_KIB
        && rounds >= 1
        && rounds <= MOST_ROUNDS
        && lanes >= 1;
  }

  private static byte[] derive(Argon2id parameters, String password) {
    Argon2BytesGenerator generator = new Argon2BytesGenerator();
    generator.init(
        new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
            .withVersion(Argon2Parameters.ARGON2_VERSION_13)
            .withMemoryAsKB(parameters.memoryKib)
            .withIterations(parameters.rounds)
            .withParallelism(parameters.lanes)
            .withSalt(parameters.salt)
            .build());
    byte[] hash = new byte[parameters.hash.length];
    generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
    return hash;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Argon2id that && text().equals(that.text());
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return "an Argon2id hash";
  }
}
