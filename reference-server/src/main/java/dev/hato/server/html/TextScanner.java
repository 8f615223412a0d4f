package dev.hato.server.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds links, mentions and hashtags in a typed text. No part of one is looked at further than it
 * may be long, so the time is linear in the length whatever the text (M23).
 *
 * <p>Japanese is written without spaces, so a mention may stand directly behind kana or kanji, ends
 * before them ({@code @aliceさん} mentions alice), and the full-width number sign begins a hashtag.
 */
public final class TextScanner {
  private static final int MAX_LINK = 2_048;
  private static final int MAX_TAG = 100;
  private static final int MAX_USERNAME = 64;
  private static final int MAX_DOMAIN = 253;
  private static final String LINK_STOP = "<>\"\\^`{|}「」『』【】（）〈〉《》、。！？，．";
  private static final String LINK_TRAIL = ".,;:!?'*_~";

  private final String text;
  private final List<Segment> segments = new ArrayList<>();
  private int plainFrom;

  private TextScanner(String text) {
    this.text = text;
  }

  /** The segments in order; joined, their sources are the text. */
  public static List<Segment> scan(String text) {
    return new TextScanner(text).run();
  }

  private List<Segment> run() {
    int at = 0;
    while (at < text.length()) {
      int end =
          switch (text.charAt(at)) {
            case 'h', 'H' -> link(at);
            case '@' -> mention(at);
            case '#', '＃' -> hashtag(at);
            default -> at;
          };
      at = end > at ? end : at + 1;
    }
    flush(text.length());
    return segments;
  }

  private void add(int from, int to, Segment segment) {
    flush(from);
    segments.add(segment);
    plainFrom = to;
  }

  private void flush(int to) {
    if (plainFrom < to) {
      segments.add(new Segment.Text(text.substring(plainFrom, to)));
    }
  }

  private int link(int at) {
    int host = at + schemeLength(at);
    boolean inWord = at > 0 && isAsciiWord(text.charAt(at - 1));
    if (host == at || inWord || !startsLabel(host)) {
      return at;
    }
    int end = host;
    int open = 0;
    while (end < text.length()) {
      char c = text.charAt(end);
      if (c <= ' ' || Character.isSpaceChar(c) || LINK_STOP.indexOf(c) >= 0) {
        break;
      }
      if (c == '(') {
        open++;
      } else if (c == ')' && --open < 0) {
        break;
      }
      if (end - at == MAX_LINK) {
        return at; // nor looked at further: what follows may be the next one
      }
      end++;
    }
    while (end > host && LINK_TRAIL.indexOf(text.charAt(end - 1)) >= 0) {
      end--;
    }
    if (!looksLikeHost(host, end)) {
      return at;
    }
    add(at, end, new Segment.Link(text.substring(at, end)));
    return end;
  }

  private int schemeLength(int at) {
    if (text.regionMatches(true, at, "https://", 0, 8)) {
      return 8;
    }
    return text.regionMatches(true, at, "http://", 0, 7) ? 7 : 0;
  }

  private boolean looksLikeHost(int from, int to) {
    if (to - from < 2) {
      return false;
    }
    for (int i = from; i < to && text.charAt(i) != '/' && text.charAt(i) != '?'; i++) {
      if (text.charAt(i) == '@' || text.charAt(i) == '%') {
        return false; // no credentials, no escapes in a host
      }
    }
    return true;
  }

  private int mention(int at) {
    if (at > 0 && (isAsciiWord(text.charAt(at - 1)) || "/=@".indexOf(text.charAt(at - 1)) >= 0)) {
      return at;
    }
    int user = at + 1;
    int userEnd = nameEnd(user);
    if (userEnd == user || userEnd - user > MAX_USERNAME) {
      return at;
    }
    int end = domainEnd(userEnd);
    if (end == userEnd && userEnd < text.length() && text.charAt(userEnd) == '@') {
      return at; // "@user@" with nothing behind it is not a handle of this server
    }
    Optional<String> domain =
        end == userEnd ? Optional.empty() : Optional.of(text.substring(userEnd + 1, end));
    String source = text.substring(at, end);
    add(at, end, new Segment.Mention(source, text.substring(user, userEnd), domain));
    return end;
  }

  /** ASCII letters, digits and underscores, with single dots and hyphens inside. */
  private int nameEnd(int from) {
    int end = from;
    while (end < text.length() && isAsciiWord(text.charAt(end))) {
      end++;
      boolean joined =
          end + 1 < text.length()
              && ".-".indexOf(text.charAt(end)) >= 0
              && isAsciiWord(text.charAt(end + 1));
      if (joined) {
        end++;
      }
    }
    return end;
  }

  /** The end of {@code @host} that begins at {@code at}; {@code at} if there is none. */
  private int domainEnd(int at) {
    if (at >= text.length() || text.charAt(at) != '@') {
      return at;
    }
    int end = at + 1;
    int labelFrom = end;
    boolean dotted = false;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (c == '.' && end > labelFrom && startsLabel(end + 1)) {
        dotted = true;
        labelFrom = end + 1;
      } else if (c == ':' && isPort(end)) {
        end = portEnd(end);
        break;
      } else if (!Character.isLetterOrDigit(c) && c != '-') {
        break;
      } else if (dotted && isCjk(c) && !isCjk(text.codePointAt(labelFrom))) {
        break; // the sentence goes on behind the host
      }
      end += Character.charCount(c);
    }
    while (end > labelFrom && text.charAt(end - 1) == '-') {
      end--;
    }
    return end == at + 1 || end - at > MAX_DOMAIN ? at : end;
  }

  private boolean startsLabel(int at) {
    return at < text.length() && Character.isLetterOrDigit(text.codePointAt(at));
  }

  private boolean isPort(int colon) {
    return colon + 1 < text.length() && isDigit(text.charAt(colon + 1));
  }

  private int portEnd(int colon) {
    int end = colon + 1;
    while (end < text.length() && end - colon <= 5 && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private int hashtag(int at) {
    if (at > 0 && isTagBarrier(text.codePointBefore(at))) {
      return at;
    }
    int end = at + 1;
    boolean letters = false;
    while (end < text.length()) {
      int c = text.codePointAt(end);
      if (!isTagPart(c)) {
        break;
      }
      letters |= Character.isLetter(c) || c == '_';
      end += Character.charCount(c);
    }
    while (end > at + 1 && isTagJoiner(text.codePointBefore(end))) {
      end -= Character.charCount(text.codePointBefore(end));
    }
    boolean first = end > at + 1 && !isTagJoiner(text.codePointAt(at + 1));
    if (!letters || !first || end - at > MAX_TAG) {
      return at;
    }
    add(at, end, new Segment.Hashtag(text.substring(at, end), text.substring(at + 1, end)));
    return end;
  }

  private static boolean isTagBarrier(int before) {
    return before == '#' || before == '=' || before == '/' || before == '&' || isAsciiWord(before);
  }

  private static boolean isTagPart(int c) {
    return Character.isLetterOrDigit(c)
        || c == '_'
        || Character.getType(c) == Character.NON_SPACING_MARK
        || Character.getType(c) == Character.COMBINING_SPACING_MARK
        || isTagJoiner(c);
  }

  /** Signs that may stand inside a tag but neither begin nor end it. */
  private static boolean isTagJoiner(int c) {
    return c == '\u00b7' || c == '\u30fb' || c == '\u200c' || c == '\u200d';
  }

  private static boolean isCjk(int c) {
    Character.UnicodeScript script = Character.UnicodeScript.of(c);
    return script == Character.UnicodeScript.HAN
        || script == Character.UnicodeScript.HIRAGANA
        || script == Character.UnicodeScript.KATAKANA
        || script == Character.UnicodeScript.HANGUL
        || c == 'ー';
  }

  private static boolean isAsciiWord(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c) || c == '_';
  }

  private static boolean isDigit(int c) {
    return c >= '0' && c <= '9';
  }
}
