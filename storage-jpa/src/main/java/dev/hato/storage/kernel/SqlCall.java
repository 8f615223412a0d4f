package dev.hato.storage.kernel;

import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * A statement with its arguments, where a list of one has become a single value: {@code = ?} in
 * place of {@code = any(?)}.
 *
 * <p>PostgreSQL takes any list for one of ten. For a list of one it finds the plan for the very
 * value cheaper than the one that it keeps, and so plans the statement anew each time, which takes
 * several times as long as to run it.
 */
record SqlCall(String text, @Nullable Object[] arguments) {
  private static final String LIST = "= any(?)";
  private static final String VALUE = "= ?";

  static SqlCall of(String text, @Nullable Object... arguments) {
    if (!text.contains(LIST)) {
      return new SqlCall(text, arguments);
    }
    StringBuilder written = new StringBuilder(text.length());
    @Nullable Object[] bound = arguments.clone();
    int copied = 0;
    int argument = 0;
    for (int mark = text.indexOf('?'); mark >= 0; mark = text.indexOf('?', mark + 1)) {
      int begin = mark - LIST.indexOf('?');
      if (argument < bound.length
          && bound[argument] instanceof Collection<?> list
          && list.size() == 1
          && begin >= copied
          && text.startsWith(LIST, begin)) {
        bound[argument] = list.iterator().next();
        written.append(text, copied, begin).append(VALUE);
        copied = begin + LIST.length();
      }
      argument++;
    }
    return new SqlCall(written.append(text, copied, text.length()).toString(), bound);
  }
}
