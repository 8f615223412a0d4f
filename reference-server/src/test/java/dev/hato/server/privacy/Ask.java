package dev.hato.server.privacy;

import java.util.Set;

/**
 * One request of the walk and what must come of it.
 *
 * @param target path and query
 * @param twin the same for something that does not exist; empty for lists
 * @param id what tells the target from its twin
 * @param words all words that must be found, and no others may
 */
record Ask(String target, String twin, String id, Fate fate, Set<String> words) {
  enum Fate {
    /** 200, with the words. */
    SHOWN,
    /** As if it never was: the answer of the twin. */
    HIDDEN,
    /** 410: it was open, and was deleted. */
    GONE,
    /** Whatever status, but none of the words: what has to do with no post. */
    SILENT
  }

  static Ask list(String target, Set<String> words) {
    return new Ask(target, "", "", Fate.SHOWN, words);
  }

  static Ask silent(String target) {
    return new Ask(target, "", "", Fate.SILENT, Set.of());
  }
}
