package dev.hato.httpsig;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The message behind {@link SignableMessage#of}: plain values, header names in any case. */
record PlainMessage(
    String method,
    String scheme,
    String authority,
    String requestTarget,
    Map<String, List<String>> headers)
    implements SignableMessage {
  PlainMessage {
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> byName.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
    headers = byName;
  }

  @Override
  public List<String> header(String name) {
    return headers.getOrDefault(name, List.of());
  }
}
