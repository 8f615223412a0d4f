package dev.hato.storage.accounts;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The form in which names are compared: compatibility-composed, lower case, katakana as hiragana,
 * so that ﾊﾄ, ハト and はと find each other, and Ａ finds a.
 */
final class SearchKey {
  private static final char FIRST_KATAKANA = 'ァ';
  private static final char LAST_KATAKANA = 'ヶ';
  private static final int TO_HIRAGANA = 'ァ' - 'ぁ';

  private SearchKey() {}

  static String of(String text) {
    String folded = Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    StringBuilder key = new StringBuilder(folded.length());
    folded
        .strip()
        .chars()
        .forEach(
            c ->
                key.append(
                    (char) (c >= FIRST_KATAKANA && c <= LAST_KATAKANA ? c - TO_HIRAGANA : c)));
    return key.toString();
  }

  /** The pattern for LIKE that matches what begins with the text; backslash escapes. */
  static String prefix(String text) {
    return of(text).replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%";
  }
}
