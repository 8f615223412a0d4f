package dev.hato.storage.kernel;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A list whose order an index can give while a rule, asked row by row, leaves some of it out:
 * timelines, where few rows are hidden but the rule is long.
 *
 * <p>A statement takes a window of the index and says of each row whether it stays; that keeps the
 * database from weighing the rule against the order and sorting everything. A page is one statement
 * unless much is left out; then the windows grow.
 *
 * @param key the column of {@code candidates} by which the list falls
 * @param candidates a select of {@code list_key} and whatever {@code from} joins by; ends in its
 *     where clause
 * @param from the tables that the rule asks, with {@code {window}} where the candidates join
 * @param columns what the mapper reads
 */
public record SiftedPage(
    String key, SqlText candidates, String from, SqlText rule, String columns) {
  private static final int SMALLEST_WINDOW = 40;
  private static final int LARGEST_WINDOW = 4_000;

  private record Candidate<T>(long key, Optional<T> value) {}

  /** The page, newest first, as {@link Sql#page} gives it. */
  public <T> List<T> read(Sql sql, Page page, Sql.Mapper<T> mapper) {
    boolean upwards = page.minId().isPresent();
    List<T> found = new ArrayList<>();
    Page rest = page;
    int window = Math.max(SMALLEST_WINDOW, 2 * page.limit());
    while (true) {
      List<Candidate<T>> rows = window(sql, rest, window, mapper);
      for (Candidate<T> row : rows) {
        if (found.size() < page.limit()) {
          row.value().ifPresent(found::add);
        }
      }
      if (found.size() == page.limit() || rows.size() < window) {
        return upwards ? found.reversed() : found;
      }
      long last = rows.getLast().key();
      rest = upwards ? rest.withMinId(last) : rest.withMaxId(last);
      window = Math.min(window * 4, LARGEST_WINDOW);
    }
  }

  private <T> List<Candidate<T>> window(Sql sql, Page page, int size, Sql.Mapper<T> mapper) {
    String order = page.minId().isPresent() ? " asc" : " desc";
    int join = from.indexOf("{window}");
    SqlText query =
        SqlText.of("select w.list_key, " + columns + ", case when ")
            .plus(rule)
            .plus(" then true else false end as shown" + from.substring(0, join) + "(")
            .plus(candidates)
            .plus(bound("<", page.maxId()))
            .plus(bound(">", page.sinceId()))
            .plus(bound(">", page.minId()))
            .plus(" order by " + key + order + " limit " + size + ")")
            .plus(from.substring(join + "{window}".length()))
            .plus(" order by w.list_key" + order);
    return sql.list(query.text(), row -> candidate(row, mapper), query.arguments());
  }

  private SqlText bound(String operator, OptionalLong id) {
    return id.isPresent()
        ? SqlText.of(" and " + key + " " + operator + " ?", id.getAsLong())
        : SqlText.of("");
  }

  private static <T> Candidate<T> candidate(Row row, Sql.Mapper<T> mapper) throws SQLException {
    return new Candidate<>(
        row.number("list_key"),
        row.flag("shown") ? Optional.of(mapper.map(row)) : Optional.empty());
  }
}
