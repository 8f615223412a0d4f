package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class JobsBesidePeopleTest {
  @Test
  void peopleAreServedAndThePurgeEnds() throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    new JobsBesidePeople().run(new PrintStream(bytes, true, StandardCharsets.UTF_8));

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .containsSubsequence("hello alice", "hello bob", "50 posts are gone");
  }
}
