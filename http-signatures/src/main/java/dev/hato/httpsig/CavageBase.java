package dev.hato.httpsig;

import java.util.List;
import java.util.Locale;

/** Grows the text that is signed, line by line (draft-cavage-12 §2.3). */
final class CavageBase {
  private final StringBuilder text = new StringBuilder(256);

  CavageBase requestTarget(SignableMessage message) {
    start(CavageSignature.REQUEST_TARGET)
        .append(message.method().toLowerCase(Locale.ROOT))
        .append(' ')
        .append(message.requestTarget());
    return this;
  }

  CavageBase line(String name, String value) {
    start(name).append(value.strip());
    return this;
  }

  /** A header with all its values, of which there is at least one. */
  CavageBase line(String name, List<String> values) {
    line(name, values.getFirst());
    for (int i = 1; i < values.size(); i++) {
      text.append(", ").append(values.get(i).strip());
    }
    return this;
  }

  private StringBuilder start(String name) {
    if (!text.isEmpty()) {
      text.append('\n');
    }
    return text.append(name).append(": ");
  }

  @Override
  public String toString() {
    return text.toString();
  }
}
