package dev.hato.server.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WorkerNameTest {
  @TempDir private Path folder;
  private final RandomGenerator random = new SecureRandom();

  @Test
  void R3_theNameIsTheSameAtTheNextStart() throws IOException {
    String first;
    try (WorkerName name = WorkerName.of(folder, random)) {
      first = name.value();
    }
    try (WorkerName name = WorkerName.of(folder, random)) {
      assertThat(name.value()).isEqualTo(first).startsWith("worker-");
    }
  }

  @Test
  void R5_twoThatWorkInOneFolderHaveDifferentNames() throws IOException {
    try (WorkerName first = WorkerName.of(folder, random);
        WorkerName second = WorkerName.of(folder, random);
        WorkerName third = WorkerName.of(folder, random)) {
      assertThat(second.value()).isNotEqualTo(first.value()).isNotEqualTo(third.value());
    }
  }
}
