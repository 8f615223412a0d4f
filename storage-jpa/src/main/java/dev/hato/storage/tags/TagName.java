package dev.hato.storage.tags;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A hashtag as somebody wrote it, with the form that hashtags are compared by: NFKC and case
 * folded, so that {@code #ＨＡＴＯ}, {@code #Hato} and {@code #hato} are one tag, and {@code #ﾊﾄ} is
 * {@code #ハト}.
 *
 * @param name the compared form
 * @param display what was written, NFC, without the number sign
 */
public record TagName(String name, String display) {
  /** The longest name that is taken, in UTF-16 units of either form. */
  public static final int MAX_LENGTH = 255;

  /**
   * Reads a hashtag with or without its number sign ({@code #} or the full-width one). Empty when
   * it is not one: nothing but digits and joiners, a character that ends a hashtag, or longer than
   * {@link #MAX_LENGTH}.
   */
  public static Optional<TagName> parse(String written) {
    String display = Normalizer.normalize(withoutSign(written.strip()), Normalizer.Form.NFC);
    String name = fold(display);
    boolean fits = display.length() <= MAX_LENGTH && name.length() <= MAX_LENGTH;
    return fits && isTag(name) ? Optional.of(new TagName(name, display)) : Optional.empty();
  }

  /** The compared form of the first letters of a hashtag, with or without its number sign. */
  static String foldPrefix(String written) {
    return fold(withoutSign(written.strip()));
  }

  private static String fold(String text) {
    String compatible = Normalizer.normalize(text, Normalizer.Form.NFKC);
    // Upper case first: that folds what lower case alone keeps apart (ß and ss, σ and ς).
    String folded = compatible.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
    return Normalizer.normalize(folded.replace('ς', 'σ'), Normalizer.Form.NFKC);
  }

  private static String withoutSign(String text) {
    return text.startsWith("#") || text.startsWith("＃") ? text.substring(1) : text;
  }

  private static boolean isTag(String name) {
    return name.codePoints().allMatch(c -> isWord(c) || isJoiner(c))
        && name.codePoints().anyMatch(c -> isWord(c) && !Character.isDigit(c) && c != '_');
  }

  private static boolean isWord(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK,
          Character.COMBINING_SPACING_MARK,
          Character.ENCLOSING_MARK,
          Character.CONNECTOR_PUNCTUATION ->
          true;
      default -> Character.isLetterOrDigit(c);
    };
  }

  /** Middle dots and the zero width non-joiner: inside Japanese, Catalan and Persian words. */
  private static boolean isJoiner(int c) {
    return c == 0x30FB || c == 0x00B7 || c == 0x200C;
  }
}
