package dev.hato.benchmarks.load;

/** CPU seconds of a server and of the database beside it. */
record CpuUse(double server, double database) {
  CpuUse since(CpuUse before) {
    return new CpuUse(server - before.server, database - before.database);
  }

  double total() {
    return server + database;
  }

  /** For example {@code 0.41 ms CPU each (server 0.30, database 0.11)}. */
  String each(int units) {
    return "%.3f ms CPU each (server %.3f, database %.3f)"
        .formatted(total() * 1000 / units, server * 1000 / units, database * 1000 / units);
  }
}
