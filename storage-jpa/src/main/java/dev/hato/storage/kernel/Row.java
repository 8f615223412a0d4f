package dev.hato.storage.kernel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.OptionalLong;

/** The current row of a {@link Sql} query, by column label. Valid only inside its mapper. */
public final class Row {
  private final ResultSet rows;

  Row(ResultSet rows) {
    this.rows = rows;
  }

  public long number(String column) throws SQLException {
    return rows.getLong(column);
  }

  public int integer(String column) throws SQLException {
    return rows.getInt(column);
  }

  public double decimal(String column) throws SQLException {
    return rows.getDouble(column);
  }

  public OptionalLong optionalNumber(String column) throws SQLException {
    long value = rows.getLong(column);
    return rows.wasNull() ? OptionalLong.empty() : OptionalLong.of(value);
  }

  public boolean flag(String column) throws SQLException {
    return rows.getBoolean(column);
  }

  /** A text column that is never null. */
  public String text(String column) throws SQLException {
    String value = rows.getString(column);
    if (value == null) {
      throw new IllegalStateException("column " + column + " is null: read it as optional");
    }
    return value;
  }

  public Optional<String> optionalText(String column) throws SQLException {
    return Optional.ofNullable(rows.getString(column));
  }

  public Instant instant(String column) throws SQLException {
    return optionalInstant(column)
        .orElseThrow(
            () -> new IllegalStateException("column " + column + " is null: read it as optional"));
  }

  public Optional<Instant> optionalInstant(String column) throws SQLException {
    return Optional.ofNullable(rows.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  public byte[] bytes(String column) throws SQLException {
    return rows.getBytes(column);
  }

  /** A column that holds the name of a constant. */
  public <E extends Enum<E>> E constant(String column, Class<E> type) throws SQLException {
    return Enum.valueOf(type, text(column));
  }
}
