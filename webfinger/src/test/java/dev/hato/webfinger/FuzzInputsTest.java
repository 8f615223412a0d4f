package dev.hato.webfinger;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kept input of {@link IdentifierFuzz}, the found ones among them, in every build. */
class FuzzInputsTest {
  private final IdentifierFuzz fuzz = new IdentifierFuzz();

  @Test
  void theKeptHandlesBreakNothing() throws Exception {
    replay("aHandleIsReadOrRefused", fuzz::aHandleIsReadOrRefused);
  }

  @Test
  void theKeptResourceDescriptorsBreakNothing() throws Exception {
    replay("aResourceDescriptorIsReadOrRefused", fuzz::aResourceDescriptorIsReadOrRefused);
  }

  private void replay(String target, Consumer<byte[]> run) throws Exception {
    Path folder = Path.of(getClass().getResource("IdentifierFuzzInputs/" + target).toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inputs = files.filter(Files::isRegularFile).toList();
      assertThat(inputs).isNotEmpty();
      for (Path input : inputs) {
        run.accept(Files.readAllBytes(input));
      }
    }
  }
}
