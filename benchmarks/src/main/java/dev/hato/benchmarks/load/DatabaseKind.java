package dev.hato.benchmarks.load;

import java.util.Locale;

/** The database below a measured server. */
enum DatabaseKind {
  /** The embedded one, part of the server's process. */
  H2,
  /** A server of its own that syncs each commit to disk. */
  POSTGRESQL;

  static DatabaseKind of(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
