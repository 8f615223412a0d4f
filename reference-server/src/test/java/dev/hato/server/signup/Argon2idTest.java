package dev.hato.server.signup;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class Argon2idTest {
  private static final byte[] SALT = "somesaltsomesalt".getBytes(StandardCharsets.US_ASCII);

  /** Made with the command {@code argon2} of the reference implementation. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '|',
      value = {
        "はと鳩pigeon, |$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$UfGYrUdA8v0QCbqWXFd2FLB1Hf3MEodX5r2Ub9o+cUI|",
        "password, |$argon2id$v=19$m=1024,t=3,p=2$c29tZXNhbHRzb21lc2FsdA$ozHJ6QjlzGp/v2PpFco64teX4DllEWcVqVtO/sGJoWA|"
      })
  void theHashesOfTheReferenceImplementationMatch(String password, String text) {
    Argon2id hash = Argon2id.parse(text).orElseThrow();
    assertThat(hash.matches(password)).isTrue();
    assertThat(hash.matches(password + " ")).isFalse();
    assertThat(hash.text()).isEqualTo(text);
    assertThat(hash.toString()).doesNotContain("$");
  }

  @Test
  void whatIsWrittenIsReadAgain() {
    Argon2id hash = Argon2id.of(64, 1, SALT, "coo");
    assertThat(Argon2id.parse(hash.text())).contains(hash);
    assertThat(Argon2id.of(64, 1, SALT, "coo")).isEqualTo(hash).hasSameHashCodeAs(hash);
    assertThat(Argon2id.of(64, 1, SALT, "cool")).isNotEqualTo(hash);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "plain",
        "$argon2i$v=19$m=1024,t=3,p=2$c29tZXNhbHRzb21lc2FsdA$q8RmimS5eHTuAXxN7l89WzVtmfhdZaBU923F8thrI+4",
        "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$ozHJ6QjlzGp/v2PpFco64teX4DllEWcVqVtO/sGJoWA",
        "$argon2id$v=19$m=9999999,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$ozHJ6QjlzGp/v2PpFco64teX4DllEWcVqVtO/sGJoWA",
        "$argon2id$v=19$m=64,t=999,p=1$c29tZXNhbHRzb21lc2FsdA$ozHJ6QjlzGp/v2PpFco64teX4DllEWcVqVtO/sGJoWA",
        "$argon2id$v=19$m=4,t=1,p=1$c29tZXNhbHRzb21lc2FsdA$ozHJ6QjlzGp/v2PpFco64teX4DllEWcVqVtO/sGJoWA"
      })
  void otherFunctionsAndUnbearableParametersAreNotRead(String text) {
    assertThat(Argon2id.parse(text)).isEmpty();
  }
}
