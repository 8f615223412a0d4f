package dev.hato.server.html;

import java.text.BreakIterator;
import java.util.Locale;

/**
 * Counts a post as Mastodon clients do: by what people see as one character (UAX #29 grapheme
 * clusters); an address counts {@value #URL_LENGTH}, a mention without its host.
 */
public final class TextLength {
  /** What any address counts. */
  public static final int URL_LENGTH = 23;

  private TextLength() {}

  /** The length of {@code text} in characters. */
  public static int of(String text) {
    var visible = new StringBuilder();
    int links = 0;
    for (Segment segment : TextScanner.scan(text)) {
      switch (segment) {
        case Segment.Text plain -> visible.append(plain.source());
        case Segment.Hashtag tag -> visible.append(tag.source());
        case Segment.Mention mention -> visible.append('@').append(mention.username());
        case Segment.Link _ -> links++;
      }
    }
    return graphemes(visible.toString()) + links * URL_LENGTH;
  }

  private static int graphemes(String text) {
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int count = 0;
    while (characters.next() != BreakIterator.DONE) {
      count++;
    }
    return count;
  }
}
