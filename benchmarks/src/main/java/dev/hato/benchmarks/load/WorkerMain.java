package dev.hato.benchmarks.load;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import dev.hato.jobs.Worker;
import dev.hato.storage.Database;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * A process with one worker: {@code start} starts it, {@code stop} ends it and says what it ran.
 */
final class WorkerMain {
  private WorkerMain() {}

  /** The JDBC URL. */
  public static void main(String[] arguments) throws IOException {
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.ERROR);
    try (Database database = HatoQueue.open(arguments[0]);
        BufferedReader commands =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("done");
      for (String start = commands.readLine(); start != null; start = commands.readLine()) {
        AtomicLong ran = new AtomicLong();
        try (Worker worker = HatoQueue.worker(database, 8, ran::incrementAndGet)) {
          worker.start();
          System.out.println("done");
          String unused = commands.readLine();
        }
        System.out.println("done " + ran);
      }
    }
  }
}
