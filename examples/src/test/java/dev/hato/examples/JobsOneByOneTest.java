package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JobsOneByOneTest {
  @Test
  void jobsRunAtTheirTimeOnceAgainLaterOrNotAtAll() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new JobsOneByOne(new PrintStream(bytes, true, StandardCharsets.UTF_8)).run();

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "a page, attempt 1",
            "a book, attempt 1",
            "a busy page, attempt 1",
            "a page that is gone, attempt 1",
            "a broken page, attempt 1",
            "called off: 2",
            "a busy page, attempt 2",
            "the whole, attempt 1",
            "left: Counts[waiting=0, running=0, scheduled=1, dead=0]");
  }
}
