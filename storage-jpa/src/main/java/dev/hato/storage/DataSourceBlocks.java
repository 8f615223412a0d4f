package dev.hato.storage;

import dev.hato.storage.kernel.StorageException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.function.LongSupplier;
import javax.sql.DataSource;

/** Blocks of ids for callers that hold no transaction. */
record DataSourceBlocks(DataSource pool) implements LongSupplier {

  @Override
  public long getAsLong() {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select nextval('id_blocks')")) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new StorageException("no block of ids from the database", e);
    }
  }
}
