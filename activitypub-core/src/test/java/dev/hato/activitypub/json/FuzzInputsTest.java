package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kept input of {@link ReaderFuzz}, the found ones among them, in every build. */
class FuzzInputsTest {
  @Test
  void theKeptInputsBreakNothing() throws Exception {
    Path folder = Path.of(getClass().getResource("ReaderFuzzInputs").toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inputs = files.filter(Files::isRegularFile).toList();
      assertThat(inputs).hasSizeGreaterThan(8);
      ReaderFuzz fuzz = new ReaderFuzz();
      for (Path input : inputs) {
        fuzz.readingGivesADocumentOrAReason(Files.readAllBytes(input));
        fuzz.signedOrNotNothingIsProvenWithoutAKey(Files.readAllBytes(input));
      }
    }
  }
}
