package dev.hato.storage.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement, or a part of one, together with the arguments of its question marks: what a rule
 * that is written once and used in many statements is made of. Immutable.
 *
 * @param text SQL with {@code ?} for the arguments, and {@code {name}} for parts that {@link #with}
 *     fills in
 */
public record SqlText(String text, List<@Nullable Object> bound) {

  public static SqlText of(String text, @Nullable Object... arguments) {
    return new SqlText(text, Arrays.asList(arguments));
  }

  /** This, followed by more. */
  public SqlText plus(String more, @Nullable Object... arguments) {
    return plus(of(more, arguments));
  }

  /** This, followed by more. */
  public SqlText plus(SqlText more) {
    List<@Nullable Object> all = new ArrayList<>(bound);
    all.addAll(more.bound);
    return new SqlText(text + more.text, all);
  }

  /** This, followed by more when the condition holds. */
  public SqlText plusIf(boolean condition, String more, @Nullable Object... arguments) {
    return condition ? plus(more, arguments) : this;
  }

  /**
   * Puts {@code part} in every place of {@code {name}}.
   *
   * @throws IllegalStateException when this has question marks of its own: their order would be
   *     lost
   */
  public SqlText with(String name, SqlText part) {
    if (!bound.isEmpty() && !part.bound.isEmpty()) {
      throw new IllegalStateException("Fill {" + name + "} before adding arguments: " + text);
    }
    String mark = "{" + name + "}";
    List<@Nullable Object> all = new ArrayList<>(bound);
    int at = text.indexOf(mark);
    while (at >= 0 && !part.bound.isEmpty()) {
      all.addAll(part.bound);
      at = text.indexOf(mark, at + 1);
    }
    return new SqlText(text.replace(mark, part.text), all);
  }

  /** For the variable arguments of {@link Sql}. */
  public @Nullable Object[] arguments() {
    return bound.toArray();
  }
}
