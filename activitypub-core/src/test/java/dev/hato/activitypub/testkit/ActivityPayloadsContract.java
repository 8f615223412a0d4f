package dev.hato.activitypub.testkit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.outbox.ActivityPayloads;
import org.junit.jupiter.api.Test;

/** What every {@link ActivityPayloads} must do: extend it and say how to make one. */
public abstract class ActivityPayloadsContract {
  private static final byte[] NOTE = "{\"type\":\"Note\",\"content\":\"鳩\"}".getBytes(UTF_8);

  /** The port; it may hold other payloads. */
  protected abstract ActivityPayloads payloads();

  @Test
  void whatWasPutIsFoundByteForByte() {
    long id = payloads().put(NOTE);

    assertThat(payloads().find(id).orElseThrow()).isEqualTo(NOTE);
  }

  @Test
  void thePayloadIsACopy() {
    byte[] bytes = NOTE.clone();
    long id = payloads().put(bytes);
    bytes[0] = 'x';
    payloads().find(id).orElseThrow()[1] = 'x';

    assertThat(payloads().find(id).orElseThrow()).isEqualTo(NOTE);
  }

  @Test
  void twoPayloadsHaveTwoIdsEvenWhenTheyAreEqual() {
    assertThat(payloads().put(NOTE)).isNotEqualTo(payloads().put(NOTE));
  }

  @Test
  void aLargeActivityIsKeptWhole() {
    byte[] large = "鳩".repeat(300_000).getBytes(UTF_8);

    assertThat(payloads().find(payloads().put(large)).orElseThrow()).isEqualTo(large);
  }

  @Test
  void anUnknownIdGivesNothing() {
    assertThat(payloads().find(-1)).isEmpty();
  }
}
