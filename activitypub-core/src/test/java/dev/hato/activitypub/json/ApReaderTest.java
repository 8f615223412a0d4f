package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import dev.hato.activitypub.json.ReadResult.Read;
import dev.hato.activitypub.json.ReadResult.Reason;
import dev.hato.activitypub.json.ReadResult.Unreadable;
import dev.hato.activitypub.vocab.ApObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApReaderTest {
  @Test
  void J20_aHundredThousandBracketsAreRefusedAtOnce() {
    for (String open : new String[] {"[", "{\"a\":", "{\"a\":["}) {
      byte[] bytes = ("{\"x\":" + open.repeat(100_000)).getBytes(StandardCharsets.UTF_8);
      assertTimeout(
          Duration.ofSeconds(1), () -> assertThat(reason(bytes)).isEqualTo(Reason.TOO_DEEP));
    }
  }

  @Test
  void theDepthOfThirtyTwoIsReadAndOneMoreIsNot() {
    assertThat(read("{\"a\":" + "[".repeat(31) + "]".repeat(31) + "}")).isInstanceOf(Read.class);
    assertThat(reason("{\"a\":" + "[".repeat(32) + "]".repeat(32) + "}"))
        .isEqualTo(Reason.TOO_DEEP);
  }

  @Test
  void L06_sizesAreLimited() {
    assertThat(reason("{\"a\":\"" + "x".repeat(1024 * 1024) + "\"}")).isEqualTo(Reason.TOO_LARGE);
    assertThat(reason("{\"a\":\"" + "x".repeat(512 * 1024 + 1) + "\"}"))
        .isEqualTo(Reason.VALUE_TOO_LONG);
    assertThat(read("{\"a\":\"" + "x".repeat(512 * 1024 - 1) + "\"}")).isInstanceOf(Read.class);
    assertThat(reason("{\"" + "n".repeat(300) + "\":1}")).isEqualTo(Reason.VALUE_TOO_LONG);
    assertThat(reason("{\"a\":" + "9".repeat(65) + "}")).isEqualTo(Reason.VALUE_TOO_LONG);
    assertThat(reason("{\"a\":[" + "1,".repeat(5_000) + "1]}")).isEqualTo(Reason.TOO_MANY_TOKENS);
  }

  @Test
  void tokensAndBytesAreConfigurable() {
    String many = "{\"a\":[" + "1,".repeat(5_000) + "1]}";
    ApReader patient = ApReader.newBuilder().maxTokens(6_000).build();
    ApReader narrow = ApReader.newBuilder().maxBytes(10).build();

    assertThat(patient.read(bytes(many))).isInstanceOf(Read.class);
    assertThat(((Unreadable) narrow.read(bytes(many))).reason()).isEqualTo(Reason.TOO_LARGE);
  }

  @Test
  void aNameTwiceInAnObjectIsRefused() {
    assertThat(reason("{\"actor\":\"a:x\",\"actor\":\"a:y\"}")).isEqualTo(Reason.DUPLICATE_KEY);
    assertThat(reason("{\"actor\":\"a:x\",\"\\u0061ctor\":\"a:y\"}"))
        .isEqualTo(Reason.DUPLICATE_KEY);
    assertThat(reason("{\"object\":{\"id\":null,\"id\":\"a:y\"}}")).isEqualTo(Reason.DUPLICATE_KEY);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "{",
        "{\"a\"",
        "{\"a\":",
        "{\"a\":1",
        "{\"a\":[1",
        "{\"a\":1}}",
        "{\"a\":1} x",
        "{a:1}",
        "{'a':1}",
        "{\"a\":NaN}",
        "{\"a\":01}",
        "{\"a\":1,}",
        "{\"a\":\"\\x\"}",
        "{\"a\":1e99999999999999999999}",
        "\uFEFF",
        "}",
        "]",
        "{\"a\":tru}",
        "nul"
      })
  void whatIsNoJsonIsRefused(String json) {
    assertThat(reason(json)).isEqualTo(Reason.NOT_JSON);
  }

  @ParameterizedTest
  @ValueSource(strings = {"1", "\"x\"", "[]", "[{}]", "null", "true"})
  void whatIsNoObjectIsRefused(String json) {
    assertThat(reason(json)).isEqualTo(Reason.NOT_OBJECT);
  }

  @Test
  void errorTextsRepeatNothingOfTheInput() {
    for (String json :
        new String[] {
          "{\"secretword\":secretword}",
          "{\"secretword\":1,\"secretword\":2}",
          "secretword",
          "{\"a\":\"" + "secretword".repeat(60_000) + "\"}",
          "{\"secretword\":" + "[".repeat(50)
        }) {
      assertThat(read(json).toString()).doesNotContain("secretword");
    }
    Read read = (Read) read("{\"secretword\":{\"name\":4},\"nameMap\":{\"secretword!\":\"x\"}}");
    assertThat(read.diagnostics()).hasSize(2);
    assertThat(read.diagnostics().toString()).doesNotContain("secretword").contains("/*/name");
  }

  @Test
  void hugeNumbersCostNothingAndAreKept() {
    assertTimeout(
        Duration.ofSeconds(1),
        () -> {
          Read read =
              (Read)
                  read(
                      "{\"type\":\"Collection\",\"totalItems\":1e999999999,\"width\":1e-999999999,"
                          + "\"height\":123456789012345678901234567890}");
          ViewWalk.everyAccessorOf(read.object());
          assertThat(read.object().whole("totalItems")).isEmpty();
          assertThat(read.object().whole("height")).isEmpty();
          assertThat(read.object().decimal("totalItems")).isEmpty();
          ReadResult again = ApReader.standard().read(ApWriter.write(read.object()));
          assertThat(((Read) again).object()).isEqualTo(read.object());
        });
  }

  @Test
  void unknownContextsAreNeitherFetchedNorFatal() {
    Read read =
        (Read)
            read(
                "{\"@context\":[\"https://www.w3.org/ns/activitystreams\","
                    + "\"https://nowhere.invalid/context.json\"],\"type\":\"Note\",\"name\":\"x\"}");

    assertThat(read.object().name().value()).isEqualTo("x");
    assertThat(read.diagnostics())
        .containsExactly(new Diagnostic(Diagnostic.Kind.UNKNOWN_CONTEXT, "/@context"));
  }

  @Test
  void randomlyBrokenDocumentsNeverThrow() throws Exception {
    byte[] good;
    try (var in = getClass().getResourceAsStream("mastodon-create.json")) {
      good = in.readAllBytes();
    }
    Random random = new Random(11);
    String bits = "{}[]\",:@\\0\u0001\u00ff";
    for (int i = 0; i < 5_000; i++) {
      byte[] broken = good.clone();
      for (int j = random.nextInt(4); j >= 0; j--) {
        broken[random.nextInt(broken.length)] = (byte) bits.charAt(random.nextInt(bits.length()));
      }
      if (ApReader.standard().read(broken) instanceof Read read && i % 50 == 0) {
        ViewWalk.everyAccessorOf(read.object());
      }
    }
  }

  @Test
  void aMastodonPostIsReadWithoutRemarks() throws Exception {
    try (var in = getClass().getResourceAsStream("mastodon-create.json")) {
      Read read = (Read) ApReader.standard().read(in.readAllBytes());
      assertThat(read.diagnostics()).isEmpty();
      ApObject note = read.object().ref("object").orElseThrow().embedded().orElseThrow();
      assertThat(note.content().language()).contains("en");
    }
  }

  private static Reason reason(String json) {
    return reason(bytes(json));
  }

  private static Reason reason(byte[] json) {
    ReadResult result = ApReader.standard().read(json);
    assertThat(result).isInstanceOf(Unreadable.class);
    return ((Unreadable) result).reason();
  }

  private static ReadResult read(String json) {
    return ApReader.standard().read(bytes(json));
  }

  private static byte[] bytes(String json) {
    return json.getBytes(StandardCharsets.UTF_8);
  }
}
