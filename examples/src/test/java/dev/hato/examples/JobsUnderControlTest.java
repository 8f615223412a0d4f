package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

final class JobsUnderControlTest {
  @Test
  void aQueueIsPausedSpacedOutRevivedDrivenByTheClockAndGivesWay() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new JobsUnderControl().run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    List<String> lines = bytes.toString(StandardCharsets.UTF_8).lines().toList();
    assertThat(lines).hasSize(8);
    assertThat(lines.getFirst())
        .isEqualTo("paused: Counts[waiting=4, running=0, scheduled=0, dead=0]");
    assertThat(lines.subList(1, 4))
        .containsExactlyInAnyOrder("asked big.example", "asked big.example", "asked gone.example");
    assertThat(lines.get(4)).isEqualTo("asked gone.example");
    assertThat(lines.subList(5, 7))
        .containsExactlyInAnyOrder("asked big.example", "asked night.example");
    assertThat(lines.getLast()).isEqualTo("feeds may run 2");
  }
}
