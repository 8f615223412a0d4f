package dev.hato.server.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LocalFileStoreTest {
  @TempDir Path folder;

  @Test
  void storedBytesComeBackAndNothingElseIsLeft() throws Exception {
    var store = new LocalFileStore(folder);
    String name = new FileNames(new Random(1)).next("media", "png");
    store.put(name, new byte[] {1, 2, 3});
    assertThat(Files.readAllBytes(store.find(name).orElseThrow())).containsExactly(1, 2, 3);
    try (var walk = Files.walk(folder)) {
      assertThat(walk.filter(Files::isRegularFile)).hasSize(1);
    }
    store.delete(name);
    assertThat(store.find(name)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../x", "media/../../x", "/etc/passwd", "media/a\\b", "media/\0", "media//x", "x"})
  void P1_namesThatLeaveTheStoreAreRefused(String name) {
    var store = new LocalFileStore(folder);
    assertThat(store.find(name)).isEmpty();
    assertThatThrownBy(() -> store.put(name, new byte[1]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void namesDoNotRepeat() {
    var names = new FileNames(new Random(2));
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      assertThat(seen.add(names.next("media", "jpg"))).isTrue();
    }
  }
}
