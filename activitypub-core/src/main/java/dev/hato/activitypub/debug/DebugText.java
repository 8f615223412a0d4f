package dev.hato.activitypub.debug;

import java.util.List;
import java.util.Locale;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Entries for programs and for terminals. */
final class DebugText {
  private DebugText() {}

  static String json(List<DebugEntry> entries) {
    ArrayNode all = JsonNodeFactory.instance.arrayNode(entries.size());
    for (DebugEntry entry : entries) {
      ObjectNode one =
          all.addObject()
              .put("at", entry.at().toString())
              .put("kind", name(entry))
              .put("what", entry.what())
              .put("outcome", entry.outcome())
              .put("failed", entry.failed());
      entry.evidence().forEach(one.putArray("evidence")::add);
    }
    return all + "\n";
  }

  static String plain(List<DebugEntry> entries) {
    StringBuilder text = new StringBuilder();
    for (DebugEntry entry : entries) {
      text.append(entry.at())
          .append(entry.failed() ? " ! " : "   ")
          .append(name(entry))
          .append(' ')
          .append(printable(entry.what()))
          .append("\n    ")
          .append(printable(entry.outcome()))
          .append('\n');
      entry.evidence().forEach(l -> text.append("    ").append(printable(l)).append('\n'));
    }
    return text.toString();
  }

  private static String name(DebugEntry entry) {
    return entry.kind().name().toLowerCase(Locale.ROOT);
  }

  /** Without characters that move a cursor, begin a line or turn the direction of the text. */
  static String printable(String text) {
    StringBuilder shown = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c ->
                shown.appendCodePoint(
                    Character.isISOControl(c)
                            || Character.getType(c) == Character.FORMAT
                            || Character.getType(c) == Character.LINE_SEPARATOR
                            || Character.getType(c) == Character.PARAGRAPH_SEPARATOR
                            || Character.getType(c) == Character.SURROGATE
                        ? ' '
                        : c));
    return shown.toString();
  }
}
