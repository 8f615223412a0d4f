package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.DatabaseConfig;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

final class LettersTest {
  @Test
  void aLetterThatWasWrittenInATransactionIsPosted() {
    List<Letters.Letter> posted = new CopyOnWriteArrayList<>();

    Letters.send(
        DatabaseConfig.of("jdbc:h2:mem:letters-test", "hato", ""),
        (letter, context) -> {
          posted.add(letter);
          return Letters.post(letter, context);
        });

    assertThat(posted).containsExactly(new Letters.Letter("alice", "hello"));
  }
}
