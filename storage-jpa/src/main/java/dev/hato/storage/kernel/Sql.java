package dev.hato.storage.kernel;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Plain SQL on the connection of the current transaction, for repositories.
 *
 * <p>Arguments bind to {@code ?} in order: an {@link Instant}, an enum (its name), an {@link
 * Optional} or {@link OptionalLong} (null when empty), a collection of {@code Long} or {@code
 * String} (an array, for {@code = any(?)}), and whatever the driver takes. In a writing transaction
 * pending entities are flushed first, so that SQL and entities see each other.
 */
public final class Sql {
  private final TxScope scope;

  Sql(TxScope scope) {
    this.scope = scope;
  }

  /** Turns a row into a value. */
  @FunctionalInterface
  public interface Mapper<T> {
    T map(Row row) throws SQLException;
  }

  @FunctionalInterface
  private interface Work<T> {
    T run(PreparedStatement statement) throws SQLException;
  }

  /** All rows of a query. */
  public <T> List<T> list(String query, Mapper<T> mapper, @Nullable Object... arguments) {
    SqlCall call = SqlCall.of(query, arguments);
    return prepared(call.text(), statement -> read(bind(statement, call.arguments()), mapper));
  }

  /** The first row of a query. */
  public <T> Optional<T> first(String query, Mapper<T> mapper, @Nullable Object... arguments) {
    return list(query, mapper, arguments).stream().findFirst();
  }

  /** The number in the first column of the first row. */
  public long number(String query, @Nullable Object... arguments) {
    SqlCall call = SqlCall.of(query, arguments);
    return prepared(
        call.text(),
        statement -> {
          try (ResultSet rows = bind(statement, call.arguments()).executeQuery()) {
            if (!rows.next()) {
              throw new IllegalStateException("no row: " + query);
            }
            return rows.getLong(1);
          }
        });
  }

  /** Whether a query gives a row. */
  public boolean exists(String query, @Nullable Object... arguments) {
    SqlCall call = SqlCall.of(query, arguments);
    return prepared(
        call.text(),
        statement -> {
          try (ResultSet rows = bind(statement, call.arguments()).executeQuery()) {
            return rows.next();
          }
        });
  }

  /**
   * A window of a list that falls by {@code key}, newest first.
   *
   * @param select a statement that ends in its where clause; bounds, order and limit are added
   * @param key the qualified column that the page's ids refer to
   */
  public <T> List<T> page(
      Page page, String key, String select, Mapper<T> mapper, @Nullable Object... arguments) {
    StringBuilder query = new StringBuilder(select);
    List<@Nullable Object> bound = new ArrayList<>(java.util.Arrays.asList(arguments));
    page.maxId().ifPresent(id -> bound(query, bound, key, "<", id));
    page.sinceId().ifPresent(id -> bound(query, bound, key, ">", id));
    page.minId().ifPresent(id -> bound(query, bound, key, ">", id));
    boolean upwards = page.minId().isPresent();
    // As a number: for a bound limit PostgreSQL's cached plan assumes a tenth of the table.
    query.append(" order by ").append(key).append(upwards ? " asc" : " desc");
    query.append(" limit ").append(page.limit());
    List<T> found = list(query.toString(), mapper, bound.toArray());
    return upwards ? found.reversed() : found;
  }

  /** Changes rows; the answer is how many. */
  public int update(String command, @Nullable Object... arguments) {
    scope.requireWritable();
    SqlCall call = SqlCall.of(command, arguments);
    return prepared(call.text(), statement -> bind(statement, call.arguments()).executeUpdate());
  }

  /** Runs one command for many rows of arguments in one batch; the answer is how many changed. */
  public int updateAll(String command, List<@Nullable Object[]> rows) {
    scope.requireWritable();
    if (rows.isEmpty()) {
      return 0;
    }
    return prepared(
        command,
        statement -> {
          for (@Nullable Object[] row : rows) {
            bind(statement, row).addBatch();
          }
          int changed = 0;
          for (int count : statement.executeBatch()) {
            changed += count == PreparedStatement.SUCCESS_NO_INFO ? 1 : count;
          }
          return changed;
        });
  }

  private static void bound(
      StringBuilder query, List<@Nullable Object> bound, String key, String operator, long id) {
    query.append(" and ").append(key).append(' ').append(operator).append(" ?");
    bound.add(id);
  }

  private static <T> List<T> read(PreparedStatement statement, Mapper<T> mapper)
      throws SQLException {
    try (ResultSet rows = statement.executeQuery()) {
      Row row = new Row(rows);
      List<T> found = new ArrayList<>();
      while (rows.next()) {
        found.add(mapper.map(row));
      }
      return Collections.unmodifiableList(found);
    }
  }

  private <T> T prepared(String text, Work<T> work) {
    return scope.withConnection(
        connection -> {
          try (PreparedStatement statement = connection.prepareStatement(text)) {
            return work.run(statement);
          } catch (SQLException e) {
            throw new StorageException("failed: " + text, e);
          }
        });
  }

  private static PreparedStatement bind(PreparedStatement statement, @Nullable Object[] arguments)
      throws SQLException {
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, toSql(statement.getConnection(), arguments[i]));
    }
    return statement;
  }

  private static @Nullable Object toSql(Connection connection, @Nullable Object value)
      throws SQLException {
    return switch (value) {
      case null -> null;
      case Optional<?> optional -> toSql(connection, optional.orElse(null));
      case OptionalLong optional -> optional.isPresent() ? optional.getAsLong() : null;
      case Instant instant -> instant.atOffset(ZoneOffset.UTC);
      case Enum<?> constant -> constant.name();
      case Collection<?> values -> array(connection, values);
      default -> value;
    };
  }

  private static Object array(Connection connection, Collection<?> values) throws SQLException {
    boolean texts = values.stream().anyMatch(String.class::isInstance);
    return connection.createArrayOf(texts ? "varchar" : "bigint", values.toArray());
  }
}
