package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every kept input of {@link LinkFuzz}, the found ones among them, in every build. */
final class FuzzInputsTest {
  private final LinkFuzz fuzz = new LinkFuzz();

  @Test
  void theKeptPagesBreakNothing() throws Exception {
    replay("aPageGivesAnAddressOrNone", fuzz::aPageGivesAnAddressOrNone);
  }

  @Test
  void theKeptLinkHeadersBreakNothing() throws Exception {
    replay("aLinkHeaderGivesAnAddressOrNone", fuzz::aLinkHeaderGivesAnAddressOrNone);
  }

  private void replay(String target, Consumer<byte[]> run) throws Exception {
    Path folder = Path.of(getClass().getResource("LinkFuzzInputs/" + target).toURI());
    try (Stream<Path> files = Files.walk(folder)) {
      List<Path> inputs = files.filter(Files::isRegularFile).toList();
      assertThat(inputs).isNotEmpty();
      for (Path input : inputs) {
        run.accept(Files.readAllBytes(input));
      }
    }
  }
}
