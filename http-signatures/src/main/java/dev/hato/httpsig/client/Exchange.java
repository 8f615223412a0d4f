package dev.hato.httpsig.client;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a request came to. */
public sealed interface Exchange {
  /**
   * The server answered, with whatever status.
   *
   * @param headers all values by name; look-ups take names in any case
   * @param body decompressed; not copied, so do not change it
   * @param finalUrl the URL that gave this answer: the asked one, or where redirects led to
   */
  record Answered(int status, Map<String, List<String>> headers, byte[] body, String finalUrl)
      implements Exchange {
    /** The first value of a header. */
    public Optional<String> header(String name) {
      return headers.getOrDefault(name, List.of()).stream().findFirst();
    }

    /** Whether the status is 2xx. */
    public boolean isSuccess() {
      return status >= 200 && status < 300;
    }
  }

  /**
   * There is no answer.
   *
   * @param detail one English sentence with the evidence
   */
  record Failed(FailureReason reason, String detail) implements Exchange {}
}
