package dev.hato.server.http;

import static dev.hato.server.http.Door.route;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Slow clients and too many of them. */
final class LoadTest {
  private static final Semaphore GATE = new Semaphore(0);
  private static volatile CountDownLatch inside = new CountDownLatch(1);

  private static Door door;

  @BeforeAll
  static void open() throws Exception {
    door =
        Door.open(
            List.of(
                route("GET", "/api/fast", r -> HttpResponse.text("fast")),
                route("POST", "/api/body", r -> HttpResponse.json(r.body().length)),
                route("GET", "/api/slow", LoadTest::slow)),
            builder ->
                builder.limits(
                    HttpLimits.DEFAULT
                        .withTimes(
                            new HttpLimits.Times(
                                Duration.ofMillis(600),
                                Duration.ofMillis(600),
                                Duration.ofMillis(1500)))
                        .withLoad(new HttpLimits.Load(2, 1, Duration.ofSeconds(20), 100))));
  }

  @AfterAll
  static void close() throws Exception {
    door.close();
  }

  private static HttpResponse slow(HttpRequest request) throws Exception {
    inside.countDown();
    GATE.acquire();
    return HttpResponse.text("slow");
  }

  @Test
  void R22_headersThatTrickleEndTheConnection() throws Exception {
    try (Socket socket = door.connect()) {
      assertThat(closedWhileTrickling(socket, "GET /api/fast HTTP/1.1\r\nHost: x\r\nX: "))
          .isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
    }
  }

  @Test
  void R22_headersThatTrickleInALaterRequestEndTheConnectionToo() throws Exception {
    try (Socket socket = door.connect()) {
      write(socket, "GET /api/fast HTTP/1.1\r\nHost: x\r\n\r\n");
      assertThat(socket.getInputStream().read()).isEqualTo('H');
      assertThat(closedWhileTrickling(socket, "GET /api/fast HTTP/1.1\r\nHost: x\r\nX: "))
          .isLessThan(Duration.ofSeconds(6));
    }
  }

  @Test
  void R22_aBodyThatTricklesIsGivenUpAndOthersAreServed() throws Exception {
    try (Socket socket = door.connect()) {
      BlockingQueue<Door.Reply> others = new LinkedBlockingQueue<>();
      Thread.ofVirtual().start(() -> others.add(get("/api/fast")));
      assertThat(
              closedWhileTrickling(
                  socket,
                  "POST /api/body HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: 9999\r\n\r\n"))
          .isLessThan(Duration.ofSeconds(6));
      assertThat(next(others).status()).isEqualTo(200);
    }
  }

  @Test
  void R22_aBodyThatStopsIsA408() throws Exception {
    String answer =
        door.raw(
            "POST /api/body HTTP/1.1\r\nHost: x\r\nContent-Type: a/b\r\nContent-Length: 9\r\n\r\nabc");
    assertThat(answer).startsWith("HTTP/1.1 408");
  }

  @Test
  void aConnectionThatSaysNothingIsClosed() throws Exception {
    assertThat(door.raw(new byte[0])).isEmpty();
  }

  @Test
  void R21_tooManyRequestsAreToldToComeBackAndTheRestIsServed() throws Exception {
    BlockingQueue<Door.Reply> replies = new LinkedBlockingQueue<>();
    inside = new CountDownLatch(2);
    for (int i = 0; i < 6; i++) {
      Thread.ofVirtual().start(() -> replies.add(get("/api/slow")));
    }
    assertThat(inside.await(5, TimeUnit.SECONDS)).isTrue();
    for (int i = 0; i < 3; i++) {
      Door.Reply refused = next(replies);
      assertThat(refused.status()).isEqualTo(503);
      assertThat(refused.headers()).containsEntry("retry-after", "20");
      assertThat(refused.error()).isEqualTo("The server is busy, please try again later");
    }
    GATE.release(3);
    for (int i = 0; i < 3; i++) {
      assertThat(next(replies).status()).isEqualTo(200);
    }
    assertThat(door.get("/api/fast").status()).isEqualTo(200);
  }

  @Test
  void aHandlerMayTakeLongerThanTheIdleTime() throws Exception {
    inside = new CountDownLatch(1);
    Thread release =
        Thread.ofVirtual()
            .start(
                () -> {
                  LockSupport.parkNanos(2_500_000_000L);
                  GATE.release();
                });
    assertThat(door.get("/api/slow").status()).isEqualTo(200);
    release.join();
  }

  private static Door.Reply next(BlockingQueue<Door.Reply> replies) throws InterruptedException {
    Door.Reply reply = replies.poll(10, TimeUnit.SECONDS);
    assertThat(reply).isNotNull();
    return reply;
  }

  private static Door.Reply get(String target) {
    try {
      return door.get(target);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  private static Duration closedWhileTrickling(Socket socket, String start) throws IOException {
    long begin = System.nanoTime();
    Thread trickle =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    write(socket, start);
                    while (!socket.isClosed()) {
                      write(socket, "a");
                      LockSupport.parkNanos(50_000_000L);
                    }
                  } catch (IOException e) {
                    // The server has closed, which is what the reader waits for.
                  }
                });
    Door.readAll(socket.getInputStream());
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    socket.close();
    try {
      trickle.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return took;
  }

  private static void write(Socket socket, String text) throws IOException {
    OutputStream out = socket.getOutputStream();
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.flush();
  }
}
