package dev.hato.benchmarks.load;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;

/**
 * Counts what PostgreSQL is asked while something is measured: the number of statements of each
 * kind, and how long they took there.
 */
final class Statements {
  private static final String LIST =
      """
      select calls, plans, total_plan_time, total_exec_time, rows, shared_blks_hit,
       left(regexp_replace(query, '\\s+', ' ', 'g'), 160) as query
      from pg_stat_statements where query not like '%pg_stat_statements%'
      order by total_exec_time + total_plan_time desc
      """;

  private final String url;

  private Statements(String url) {
    this.url = url;
  }

  /** Begins to count when the command line says {@code statements=1} and there is PostgreSQL. */
  static Optional<Statements> count(Options options, Optional<Postgres> postgres) {
    if (options.number("statements", 0) == 0) {
      return Optional.empty();
    }
    Optional<Statements> statements = postgres.map(server -> new Statements(server.url()));
    statements.ifPresent(Statements::begin);
    return statements;
  }

  private void begin() {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute("create extension if not exists pg_stat_statements");
      statement.execute("select pg_stat_statements_reset()");
    } catch (SQLException e) {
      throw new IllegalStateException("statements cannot be counted", e);
    }
  }

  /** Prints them for each of so many units. */
  void print(int units) {
    double all = 0;
    System.out.println(
        "   calls each  plans each plan ms each  exec ms each  rows/call blocks/call  statement");
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(LIST)) {
      while (row.next()) {
        double calls = row.getDouble("calls");
        all += calls / units;
        if (calls / units >= 0.001) {
          System.out.printf(
              "  %11.3f %11.3f %12.4f %13.4f %10.1f %11.1f  %s%n",
              calls / units,
              row.getDouble("plans") / units,
              row.getDouble("total_plan_time") / units,
              row.getDouble("total_exec_time") / units,
              row.getDouble("rows") / calls,
              row.getDouble("shared_blks_hit") / calls,
              row.getString("query"));
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("statements cannot be counted", e);
    }
    System.out.printf("  %11.3f statements each%n", all);
  }

  private Connection connect() throws SQLException {
    return Postgres.connect(url);
  }
}
