package dev.hato.server.signup;

import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Secrets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Hashes and checks passwords with Argon2id. Each takes 19 MiB (the least that OWASP names), and
 * few run at once, so that a storm of log-ins cannot take the memory of a small server.
 * Thread-safe.
 */
public final class Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int ROUNDS = 2;
  private static final int AT_ONCE = 4;
  private static final int SHORTEST = 8;
  private static final int LONGEST = 72;
  private static final int SALT = 16;
  private static final int HASH = 32;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Semaphore running = new Semaphore(AT_ONCE, true);
  private final Secrets secrets;
  private final Argon2id nobody;

  public Passwords(Secrets secrets) {
    this.secrets = secrets;
    this.nobody = new Argon2id(MEMORY_KIB, ROUNDS, 1, secrets.bytes(SALT), secrets.bytes(HASH));
  }

  /** Whether a new password has 8 to 72 characters. */
  public static boolean isAcceptable(String password) {
    int length = password.codePointCount(0, password.length());
    return length >= SHORTEST && length <= LONGEST;
  }

  /** A password for somebody who brought none. */
  public String invent() {
    return secrets.next().substring(0, 20);
  }

  /** The encoded hash with its salt and parameters. */
  public String hash(String password) {
    byte[] salt = secrets.bytes(SALT);
    return limited(() -> Argon2id.of(MEMORY_KIB, ROUNDS, salt, password).text());
  }

  /**
   * Whether the password belongs to the hash. Without a hash the answer is no after the same work,
   * so that the time does not tell who has an account (Y14).
   */
  public boolean matches(String password, Optional<String> hash) {
    Optional<Argon2id> known = hash.flatMap(Argon2id::parse);
    boolean matches = limited(() -> known.orElse(nobody).matches(password));
    return matches && known.isPresent();
  }

  private <T> T limited(Supplier<T> work) {
    try {
      if (!running.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw Problem.unavailable("Too many people are logging in right now", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Problem.unavailable("The server is stopping", PATIENCE).causedBy(e);
    }
    try {
      return work.get();
    } finally {
      running.release();
    }
  }
}
