package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The budgets of security.md §3: time, and bytes after decompression. */
@Timeout(30)
class LimitsTest {
  private static final Duration LONG = Duration.ofSeconds(20);
  private static final Duration SHORT = Duration.ofMillis(300);

  @Test
  void M7_aDrippingAnswerEndsAtTheTotalDeadline() {
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  out.write("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n".getBytes(ISO_8859_1));
                  drip(out);
                });
        SafeHttpClient client = client(Budgets.DEFAULT)) {
      long start = System.nanoTime();
      assertThat(failure(client, SafeRequest.get(server.url("/")).timeout(SHORT)))
          .isEqualTo(FailureReason.TIMEOUT);
      assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(10).toNanos());
    }
  }

  @Test
  void M7_drippingHeadersEndAtTheTotalDeadline() {
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  out.write("HTTP/1.1 200 OK\r\nX-A: ".getBytes(ISO_8859_1));
                  drip(out);
                });
        SafeHttpClient client = client(Budgets.DEFAULT)) {
      assertThat(failure(client, SafeRequest.get(server.url("/")).timeout(SHORT)))
          .isEqualTo(FailureReason.TIMEOUT);
    }
  }

  @Test
  void M7_theDeadlineRunsOverAllRedirects() {
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  new CountDownLatch(1).await(200, TimeUnit.MILLISECONDS);
                  out.write(RawServer.redirect(302, request.target() + "x").getBytes(ISO_8859_1));
                });
        SafeHttpClient client = client(Budgets.DEFAULT)) {
      SafeRequest.Builder request =
          SafeRequest.get(server.url("/")).redirects(100).timeout(Duration.ofMillis(500));
      assertThat(failure(client, request)).isEqualTo(FailureReason.TIMEOUT);
      assertThat(server.requests()).hasSizeLessThan(5);
    }
  }

  @Test
  void aSilentServerEndsAtTheReadBudget() {
    try (RawServer server = RawServer.start((request, out) -> hang());
        SafeHttpClient client = client(new Budgets(LONG, LONG, LONG, SHORT))) {
      assertThat(failure(client, SafeRequest.get(server.url("/"))))
          .isEqualTo(FailureReason.TIMEOUT);
    }
  }

  @Test
  void aSilentHandshakeEndsAtTheTlsBudget() {
    try (RawServer server = RawServer.start((request, out) -> hang());
        SafeHttpClient client = client(new Budgets(LONG, LONG, SHORT, LONG))) {
      assertThat(failure(client, SafeRequest.get("https://" + server.authority() + "/")))
          .isEqualTo(FailureReason.TIMEOUT);
    }
  }

  @Test
  void aSilentNameServerEndsAtTheDnsBudget() {
    CountDownLatch never = new CountDownLatch(1);
    try (SafeHttpClient client =
        SafeHttpClient.newBuilder()
            .budgets(new Budgets(SHORT, LONG, LONG, LONG))
            .resolver(
                host -> {
                  try {
                    never.await();
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                  return List.of(InetAddress.getLoopbackAddress());
                })
            .build()) {
      assertThat(failure(client, SafeRequest.get("https://slow.test/")))
          .isEqualTo(FailureReason.DNS);
    }
  }

  @Test
  void anAnswerThatSaysItIsTooLargeIsNotRead() {
    assertThat(failure(RawServer.ok("x".repeat(101)), 100)).isEqualTo(FailureReason.TOO_LARGE);
    assertThat(body(RawServer.ok("x".repeat(100)), 100)).hasSize(100);
  }

  @Test
  void anAnswerOfUnknownLengthIsCutAtTheLimit() {
    String chunked =
        "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
            + ("32\r\n" + "x".repeat(50) + "\r\n").repeat(3)
            + "0\r\n\r\n";
    assertThat(failure(chunked, 149)).isEqualTo(FailureReason.TOO_LARGE);
    assertThat(body(chunked, 150)).hasSize(150);
  }

  @Test
  void J31_aCompressedAnswerIsCountedAfterDecompression() {
    byte[] text = noise(50_000);
    String answer = gzipped(gzip(text));
    assertThat(body(answer, 50_000)).isEqualTo(text);
    assertThat(failure(answer, 49_999)).isEqualTo(FailureReason.TOO_LARGE);
  }

  @Test
  void J31_aBombIsRefusedByItsRatio() {
    assertThat(failure(gzipped(gzip(new byte[900_000])), 1_000_000))
        .isEqualTo(FailureReason.TOO_LARGE);
    assertThat(failure(gzipped(gzip(new byte[50_000_000])), 100_000_000))
        .isEqualTo(FailureReason.TOO_LARGE);
  }

  @Test
  void smallAnswersMayBeDense() {
    assertThat(body(gzipped(gzip(new byte[10_000])), 10_000)).hasSize(10_000);
  }

  @Test
  void J31_malformedGzipIsACleanError() {
    byte[] good = gzip(noise(5000));
    byte[] badHeader = good.clone();
    badHeader[0] = 0;
    byte[] badMiddle = good.clone();
    Arrays.fill(badMiddle, 1000, 2000, (byte) 0xff);
    byte[] badSum = good.clone();
    badSum[badSum.length - 6] ^= 1;
    byte[] longExtra = good.clone();
    longExtra[3] = 4; // J31: the header says that an extra field follows, of a length to make up
    for (byte[] bad :
        List.of(badHeader, badMiddle, badSum, longExtra, Arrays.copyOf(good, 2000), new byte[1])) {
      assertThat(failure(gzipped(bad), 100_000)).isEqualTo(FailureReason.IO);
    }
  }

  @Test
  void anEncodingThatWasNotAskedForIsRefused() {
    for (String encoding : new String[] {"br", "deflate", "gzip, gzip", "zstd"}) {
      assertThat(failure(RawServer.ok("x", "Content-Encoding: " + encoding), 100))
          .isEqualTo(FailureReason.IO);
    }
    assertThat(body(RawServer.ok("x", "Content-Encoding: identity"), 100)).hasSize(1);
  }

  @Test
  void anEmptyBodyMayCarryAnEncoding() {
    assertThat(body(RawServer.answer("202 Accepted", "", "Content-Encoding: gzip"), 1)).isEmpty();
  }

  private static void drip(OutputStream out) throws IOException, InterruptedException {
    for (int i = 0; i < 1000; i++) {
      out.write('x');
      out.flush();
      new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }

  private static void hang() throws InterruptedException {
    new CountDownLatch(1).await(LONG.toMillis(), TimeUnit.MILLISECONDS);
  }

  private static SafeHttpClient client(Budgets budgets) {
    return SafeHttpClient.newBuilder()
        .addressPolicy(AddressPolicy.ANY)
        .allowHttp(true)
        .budgets(budgets)
        .build();
  }

  private static FailureReason failure(SafeHttpClient client, SafeRequest.Builder request) {
    Exchange exchange = client.send(request.build());
    assertThat(exchange).isInstanceOf(Failed.class);
    return ((Failed) exchange).reason();
  }

  private static FailureReason failure(String answer, int maxBytes) {
    try (RawServer server = RawServer.answering(answer);
        SafeHttpClient client = client(Budgets.DEFAULT)) {
      return failure(client, SafeRequest.get(server.url("/")).maxBytes(maxBytes));
    }
  }

  private static byte[] body(String answer, int maxBytes) {
    try (RawServer server = RawServer.answering(answer);
        SafeHttpClient client = client(Budgets.DEFAULT)) {
      Exchange exchange = client.send(SafeRequest.get(server.url("/")).maxBytes(maxBytes).build());
      assertThat(exchange).isInstanceOf(Answered.class);
      return ((Answered) exchange).body();
    }
  }

  private static String gzipped(byte[] bytes) {
    return RawServer.ok(new String(bytes, ISO_8859_1), "Content-Encoding: gzip");
  }

  private static byte[] gzip(byte[] bytes) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(bytes);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return out.toByteArray();
  }

  private static byte[] noise(int length) {
    StringBuilder words = new StringBuilder();
    Random random = new Random(1);
    while (words.length() < length) {
      words.append(random.nextInt(10_000)).append(' ');
    }
    return words.substring(0, length).getBytes(UTF_8);
  }
}
