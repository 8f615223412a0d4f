package dev.hato.activitypub.json;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Collects what the conformance suites passed and prints it as one table at the end of the module's
 * tests. A test class says {@code @ExtendWith(ConformanceTable.class)} and takes the {@link Rows}
 * as a parameter.
 */
public final class ConformanceTable implements ParameterResolver {
  /** The rows of one run. */
  public static final class Rows implements AutoCloseable {
    private final ConcurrentLinkedQueue<Row> rows = new ConcurrentLinkedQueue<>();

    /** Adds a suite. */
    public void add(String suite, int passed, int of, String remark) {
      rows.add(new Row(suite, passed, of, remark));
    }

    @Override
    public void close() {
      List<Row> sorted = rows.stream().sorted(Comparator.comparing(Row::suite)).toList();
      StringBuilder table = new StringBuilder("\nConformance suites of activitypub-core\n");
      for (Row row : sorted) {
        table.append(
            "  %-34s %6d of %6d  %s%n"
                .formatted(row.suite, row.passed, row.of, row.remark)
                .stripTrailing());
        table.append('\n');
      }
      System.out.println(table);
    }
  }

  private record Row(String suite, int passed, int of, String remark) {}

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    return parameter.getParameter().getType() == Rows.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    return context
        .getRoot()
        .getStore(ExtensionContext.Namespace.GLOBAL)
        .getOrComputeIfAbsent(Rows.class, type -> new Rows(), Rows.class);
  }
}
