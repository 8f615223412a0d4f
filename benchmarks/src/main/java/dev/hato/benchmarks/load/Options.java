package dev.hato.benchmarks.load;

import java.util.LinkedHashMap;
import java.util.Map;

/** What was asked for on the command line: a scenario, and {@code name=value} pairs. */
record Options(String scenario, Map<String, String> values) {
  static Options parse(String[] arguments) {
    if (arguments.length == 0) {
      throw new IllegalArgumentException("name a scenario: " + Benchmarks.NAMES);
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (int i = 1; i < arguments.length; i++) {
      String[] pair = arguments[i].split("=", 2);
      if (pair.length < 2) {
        throw new IllegalArgumentException(arguments[i] + " is not of the form name=value");
      }
      values.put(pair[0], pair[1]);
    }
    return new Options(arguments[0], Map.copyOf(values));
  }

  int number(String name, int usual) {
    String written = values.get(name);
    return written == null ? usual : Integer.parseInt(written);
  }

  /** Which database the server runs on; {@code database=h2} or {@code postgresql}. */
  DatabaseKind database() {
    return DatabaseKind.of(values.getOrDefault("database", "postgresql"));
  }
}
