package dev.hato.server.crash;

import java.time.Duration;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Kills a server again and again, mostly while people post, at times while it starts; and asks it
 * to end while people post.
 */
final class Nemesis {
  private static final int MOST_POSTS = 40;
  private static final int LONGEST_MOMENT = 100;
  private static final int LONGEST_START = 2_000;
  private static final Duration LONGEST_STOP = Duration.ofSeconds(30);

  private final ServerProcess server;
  private final Crowd crowd;
  private final Random random;
  private final ScheduledExecutorService timer;

  Nemesis(ServerProcess server, Crowd crowd, Random random, ScheduledExecutorService timer) {
    this.server = server;
    this.crowd = crowd;
    this.random = random;
    this.timer = timer;
  }

  /** Begins and ends with a server that runs. */
  void kill(int times) throws Exception {
    crowd.gate.open();
    int left = times;
    while (left > 0) {
      crowd.history.awaitPosts(1 + random.nextInt(MOST_POSTS));
      killWithin(LONGEST_MOMENT);
      left--;
      if (left > 1 && random.nextInt(4) == 0) {
        server.launch();
        killWithin(LONGEST_START);
        left--;
      }
      server.launch();
      server.awaitUp();
      crowd.gate.open();
    }
  }

  /** Begins and ends with a server that runs; gives the exit code of the one that was ended. */
  int terminate() throws Exception {
    crowd.history.awaitPosts(MOST_POSTS);
    crowd.gate.close();
    int exitCode = server.terminate(LONGEST_STOP);
    server.launch();
    server.awaitUp();
    crowd.gate.open();
    crowd.history.awaitPosts(1);
    return exitCode;
  }

  private void killWithin(int millis) throws Exception {
    timer
        .schedule(
            () -> {
              crowd.gate.close();
              server.kill();
              return true;
            },
            random.nextInt(millis),
            TimeUnit.MILLISECONDS)
        .get();
  }
}
