package dev.hato.httpsig.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.Exchange.Failed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many requests go to one host at a time. */
@Timeout(30)
class HostGateTest {
  @Test
  void noMoreThanTheLimitAreUnderWay() throws Exception {
    AtomicInteger underWay = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    try (RawServer server =
            RawServer.start(
                (request, out) -> {
                  most.accumulateAndGet(underWay.incrementAndGet(), Math::max);
                  underWay.decrementAndGet();
                  out.write(RawServer.ok("x").getBytes(ISO_8859_1));
                });
        SafeHttpClient client = client(3);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Exchange>> answers = new ArrayList<>();
      for (int i = 0; i < 50; i++) {
        answers.add(threads.submit(() -> client.send(SafeRequest.get(server.url("/")).build())));
      }
      for (Future<Exchange> answer : answers) {
        assertThat(answer.get()).isInstanceOf(Answered.class);
      }
      assertThat(most.get()).isBetween(1, 3);
      assertThat(server.connections()).isBetween(1, 3);
    }
  }

  @Test
  void whoWaitsTooLongGivesUpAndOtherHostsAreNotHeldUp() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch released = new CountDownLatch(1);
    try (RawServer slow =
            RawServer.start(
                (request, out) -> {
                  asked.countDown();
                  released.await();
                  out.write(RawServer.ok("x").getBytes(ISO_8859_1));
                });
        RawServer other = RawServer.answering(RawServer.ok("x"));
        SafeHttpClient client = client(1);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<Exchange> first =
          threads.submit(() -> client.send(SafeRequest.get(slow.url("/")).build()));
      asked.await();
      assertThat(
              client.send(SafeRequest.get(slow.url("/")).timeout(Duration.ofMillis(100)).build()))
          .isInstanceOfSatisfying(
              Failed.class, failed -> assertThat(failed.reason()).isEqualTo(FailureReason.TIMEOUT));
      assertThat(client.send(SafeRequest.get(other.url("/")).build())).isInstanceOf(Answered.class);
      released.countDown();
      assertThat(first.get()).isInstanceOf(Answered.class);
    }
  }

  @Test
  void F12_hostsThatAreNotAskedLeaveNothingBehind() throws Exception {
    HostGate gate = new HostGate(1);
    for (int i = 0; i < 1000; i++) {
      gate.enter("many.test:" + i, Duration.ZERO).close();
    }
    assertThat(gate.hosts()).isZero();
    try (HostGate.Turn turn = gate.enter("a.test", Duration.ZERO)) {
      assertThatExceptionOfType(RefusedException.class)
          .isThrownBy(() -> gate.enter("a.test", Duration.ofMillis(1)));
      assertThat(gate.hosts()).isEqualTo(1);
    }
    assertThat(gate.hosts()).isZero();
  }

  @Test
  void aLimitOfNoneIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SafeHttpClient.newBuilder().requestsPerHost(0));
  }

  private static SafeHttpClient client(int perHost) {
    return SafeHttpClient.newBuilder()
        .addressPolicy(AddressPolicy.ANY)
        .allowHttp(true)
        .requestsPerHost(perHost)
        .build();
  }
}
