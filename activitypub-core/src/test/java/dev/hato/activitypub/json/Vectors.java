package dev.hato.activitypub.json;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Finds the shared test vectors; without them suites are skipped, but not where CI is set. */
public final class Vectors {
  private static final Path FOLDER =
      Path.of(System.getProperty("hato.vectors", "../../shared/vectors")).normalize();
  private static final AtomicBoolean SAID = new AtomicBoolean();

  private Vectors() {}

  /** All JSON files below a folder of the vectors, in order. */
  public static List<Path> json(String folder) {
    try (Stream<Path> files = Files.walk(folder(folder))) {
      return files.filter(file -> file.toString().endsWith(".json")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A folder of the vectors; the test is left out where there are none. */
  public static Path folder(String folder) {
    Path root = FOLDER.resolve(folder);
    if (!Files.isDirectory(root)) {
      if (System.getenv("CI") != null) {
        throw new AssertionError("no test vectors in " + root + "; set -Dhato.vectors=FOLDER");
      }
      if (!SAID.getAndSet(true)) {
        System.out.println("Suites over the test vectors are skipped: none in " + FOLDER);
      }
      Assumptions.abort("no test vectors in " + root);
    }
    return root;
  }

  /** The bytes of a file. */
  public static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The text of a file. */
  public static String text(Path file) {
    return new String(bytes(file), StandardCharsets.UTF_8);
  }
}
