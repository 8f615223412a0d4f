package dev.hato.benchmarks.load;

/** One way to keep jobs in a database of its own: filled, then emptied. */
interface PeerQueue extends AutoCloseable {
  /** Adds jobs that do nothing, 500 at a time, from one thread. */
  void fill(int jobs) throws Exception;

  /** Runs all of them and returns when the last one has run and is gone from the table. */
  void drain(int jobs) throws Exception;

  @Override
  void close() throws Exception;
}
