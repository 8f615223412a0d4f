package dev.hato.benchmarks.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Hato's queue with a worker in each of several processes; fails when a job ran twice. */
final class HatoProcesses implements PeerQueue {
  private final HatoQueue filler;
  private final Connection look;
  private final List<ProcessQueue> workers = new ArrayList<>();

  HatoProcesses(String url, int processes) throws Exception {
    filler = new HatoQueue(url, 1, 8);
    look = Postgres.connect(url);
    for (int i = 0; i < processes; i++) {
      workers.add(ProcessQueue.worker(url));
    }
  }

  @Override
  public void fill(int jobs) {
    filler.fill(jobs);
  }

  @Override
  public void drain(int jobs) throws Exception {
    for (ProcessQueue worker : workers) {
      worker.say("start");
    }
    for (ProcessQueue worker : workers) {
      String unused = worker.awaitDone();
    }
    while (someAreLeft()) {
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
    }
    long ran = 0;
    for (ProcessQueue worker : workers) {
      worker.say("stop");
      ran += Long.parseLong(worker.awaitDone());
    }
    if (ran != jobs) {
      throw new IllegalStateException(jobs + " jobs were added, and " + ran + " ran");
    }
  }

  private boolean someAreLeft() throws SQLException {
    try (Statement statement = look.createStatement();
        ResultSet row = statement.executeQuery("select exists (select 1 from jobs)")) {
      row.next();
      return row.getBoolean(1);
    }
  }

  @Override
  public void close() throws Exception {
    for (ProcessQueue worker : workers) {
      worker.close();
    }
    look.close();
    filler.close();
  }
}
