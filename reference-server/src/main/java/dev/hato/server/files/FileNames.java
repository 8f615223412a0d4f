package dev.hato.server.files;

import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Makes unguessable names: 128 random bits, spread over folders. Thread-safe if its source is. */
public final class FileNames {
  private final RandomGenerator random;

  /** A generator of names; {@code random} must be cryptographically strong. */
  public FileNames(RandomGenerator random) {
    this.random = random;
  }

  /** A fresh name such as {@code media/3f/9c1e….png}. */
  public String next(String folder, String extension) {
    byte[] bits = new byte[16];
    random.nextBytes(bits);
    String hex = HexFormat.of().formatHex(bits);
    return folder + "/" + hex.substring(0, 2) + "/" + hex.substring(2) + "." + extension;
  }
}
