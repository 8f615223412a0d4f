package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JobsInDatabaseTest {
  @Test
  void theBookIsBoundWhenAllPagesArePrinted() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    JobsInDatabase.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .hasSize(7)
        .contains("page 1", "page 2", "page 3", "page 4", "page 5")
        .endsWith("book of 5 pages", "Progress[total=5, done=5, failed=0, cancelled=false]");
  }
}
