package dev.hato.httpsig;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The published test vectors, which lie outside of the repository. */
public final class Vectors {
  private static final JsonMapper JSON = JsonMapper.shared();

  private Vectors() {}

  /** A folder of vectors; without it the test is skipped, but never where CI is set. */
  public static Path folder(String name) {
    Path folder = Path.of(System.getProperty("hato.vectors", "../../shared/vectors"), name);
    if (!Files.isDirectory(folder)) {
      assertThat(System.getenv("CI")).as("test vectors are missing: %s", folder).isNull();
      System.out.println("Skipped: there is no folder of vectors " + folder);
      Assumptions.abort("no vectors");
    }
    return folder;
  }

  public static JsonNode read(Path file) {
    return JSON.readTree(file);
  }
}
