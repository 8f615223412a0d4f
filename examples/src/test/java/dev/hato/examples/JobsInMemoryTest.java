package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JobsInMemoryTest {
  @Test
  void lettersAreDeliveredInOrderAndAfterARetry() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    JobsInMemory.run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .contains("alice: a letter that finds nobody at first, attempt 2")
        .containsSubsequence("bob: first, attempt 1", "bob: second, attempt 1", "all delivered")
        .hasSize(4);
  }
}
