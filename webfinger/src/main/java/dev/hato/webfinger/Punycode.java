package dev.hato.webfinger;

/** Encodes one label of a host name (RFC 3492 §6.3); the caller adds {@code xn--}. */
final class Punycode {
  private static final int BASE = 36;
  private static final int T_MIN = 1;
  private static final int T_MAX = 26;
  private static final int SKEW = 38;
  private static final int DAMP = 700;

  private Punycode() {}

  static String encode(String label) {
    int[] input = label.codePoints().toArray();
    StringBuilder output = new StringBuilder();
    label.chars().filter(c -> c < 0x80).forEach(c -> output.append((char) c));
    int basic = output.length();
    if (basic > 0) {
      output.append('-');
    }
    int handled = basic;
    int threshold = 0x80;
    int delta = 0;
    int bias = 72;
    while (handled < input.length) {
      int next = nextAbove(input, threshold);
      delta += (next - threshold) * (handled + 1);
      threshold = next;
      for (int c : input) {
        if (c < threshold) {
          delta++;
        } else if (c == threshold) {
          append(output, delta, bias);
          bias = adapt(delta, handled + 1, handled == basic);
          delta = 0;
          handled++;
        }
      }
      delta++;
      threshold++;
    }
    return output.toString();
  }

  private static int nextAbove(int[] input, int threshold) {
    int next = Integer.MAX_VALUE;
    for (int c : input) {
      if (c >= threshold && c < next) {
        next = c;
      }
    }
    return next;
  }

  private static void append(StringBuilder output, int delta, int bias) {
    int rest = delta;
    for (int k = BASE; ; k += BASE) {
      int t = Math.clamp(k - bias, T_MIN, T_MAX);
      if (rest < t) {
        output.append(digit(rest));
        return;
      }
      output.append(digit(t + (rest - t) % (BASE - t)));
      rest = (rest - t) / (BASE - t);
    }
  }

  private static char digit(int value) {
    return (char) (value < 26 ? 'a' + value : '0' + value - 26);
  }

  private static int adapt(int delta, int count, boolean first) {
    int scaled = first ? delta / DAMP : delta / 2;
    scaled += scaled / count;
    int k = 0;
    while (scaled > (BASE - T_MIN) * T_MAX / 2) {
      scaled /= BASE - T_MIN;
      k += BASE;
    }
    return k + (BASE - T_MIN + 1) * scaled / (scaled + SKEW);
  }
}
