package dev.hato.httpsig;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A response with the request that it answers: a signature of a response may cover parts of both
 * (RFC 9421 §2.4).
 *
 * @param headers all values by name, one entry for each line; names in any case
 */
public record SignableResponse(
    int status, Map<String, List<String>> headers, SignableMessage request) {
  public SignableResponse {
    Map<String, List<String>> byName = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach(
        (name, values) -> byName.computeIfAbsent(name, n -> new ArrayList<>()).addAll(values));
    headers = Collections.unmodifiableMap(byName);
  }
}
