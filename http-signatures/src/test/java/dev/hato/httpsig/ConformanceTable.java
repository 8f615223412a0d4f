package dev.hato.httpsig;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Collects what the conformance suites passed and prints it as one table at the end of a module's
 * tests: that of activitypub-core has the rows of http-signatures, too. A test class says
 * {@code @ExtendWith(ConformanceTable.class)} and takes the {@link Rows} as a parameter.
 */
public final class ConformanceTable implements ParameterResolver {
  private static final Path FILE = Path.of("target", "conformance.tsv");

  /** Modules whose rows belong before those of the module that prints. */
  private static final List<Path> OTHERS = List.of(Path.of("..", "http-signatures").resolve(FILE));

  /** The rows of one run. */
  public static final class Rows implements AutoCloseable {
    private final ConcurrentLinkedQueue<Row> rows = new ConcurrentLinkedQueue<>();

    /** Adds a suite. */
    public void add(String suite, int passed, int of, String remark) {
      rows.add(new Row(suite, passed, of, remark));
    }

    @Override
    public void close() {
      List<Row> own = rows.stream().sorted(Comparator.comparing(Row::suite)).toList();
      List<Row> all = new ArrayList<>();
      OTHERS.stream().filter(other -> !isOwn(other)).forEach(other -> all.addAll(read(other)));
      all.addAll(own);
      StringBuilder table = new StringBuilder("\nConformance suites\n");
      for (Row row : all) {
        table.append(
            "  %-34s %6d of %6d  %s"
                .formatted(row.suite, row.passed, row.of, row.remark)
                .stripTrailing());
        table.append('\n');
      }
      System.out.println(table);
      write(own);
    }

    private static boolean isOwn(Path other) {
      Path own = FILE.toAbsolutePath().normalize();
      return own.equals(other.toAbsolutePath().normalize());
    }

    private static void write(List<Row> rows) {
      try {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, rows.stream().map(Row::line).toList());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** What another module's tests left; they may not have run. */
    private static List<Row> read(Path file) {
      try {
        return Files.exists(file)
            ? Files.readAllLines(file).stream().map(Row::parse).toList()
            : List.of();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Row(String suite, int passed, int of, String remark) {
    String line() {
      return suite + "\t" + passed + "\t" + of + "\t" + remark;
    }

    static Row parse(String line) {
      String[] parts = line.split("\t", -1);
      return new Row(parts[0], Integer.parseInt(parts[1]), Integer.parseInt(parts[2]), parts[3]);
    }
  }

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
