package dev.hato.activitypub.internal;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Delete;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.activitypub.vocab.Update;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * What an activity is about, so that activities about the same thing keep their order: an Update
 * waits for its Create, an Undo for what it undoes, and nothing waits for anything else.
 */
public final class Subject {
  private static final int KEY_BYTES = 12;

  private Subject() {}

  /** The id that activities about the same thing have in common; empty when there is none. */
  public static String of(Activity activity) {
    Optional<Iri> object = activity.object().flatMap(Ref::id);
    Optional<Iri> subject =
        switch (activity) {
          case Create create -> object;
          case Update update -> object;
          case Delete delete -> object;
          case Undo undo -> object;
          default -> activity.id();
        };
    return subject.or(activity::id).map(Iri::value).orElse("");
  }

  /** A short ordering key for jobs about a subject, within one line of jobs. */
  public static String orderingKey(String line, String subject) {
    MessageDigest sha = sha256();
    sha.update(line.getBytes(StandardCharsets.UTF_8));
    sha.update((byte) '\n');
    byte[] hash = sha.digest(subject.getBytes(StandardCharsets.UTF_8));
    return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
  }

  /** The digest of bytes, in hexadecimal. */
  public static String sha256(byte[] bytes) {
    return HexFormat.of().formatHex(sha256().digest(bytes));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException missing) {
      throw new IllegalStateException("every Java platform has SHA-256", missing);
    }
  }
}
