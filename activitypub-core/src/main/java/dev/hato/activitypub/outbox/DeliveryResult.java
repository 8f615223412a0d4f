package dev.hato.activitypub.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What an attempt to deliver came to. */
public sealed interface DeliveryResult {
  /** The inbox has it. */
  record Delivered(int status) implements DeliveryResult {}

  /** Not attempted: the host or the inbox fails, and nothing is sent to it before that time. */
  record Held(Instant until) implements DeliveryResult {}

  /**
   * Failed, and tried again: no answer, 401, 408, 429, or 5xx other than 501.
   *
   * @param after what the host asked for by Retry-After
   * @param why one sentence for an administrator
   */
  record Failed(Optional<Duration> after, String why) implements DeliveryResult {}

  /** There is no such inbox (404) or no longer (410); not tried again. */
  record Gone(int status) implements DeliveryResult {}

  /** The inbox does not want it: any other 4xx, 501, or a redirect; not tried again. */
  record Rejected(int status) implements DeliveryResult {}

  /** Cannot be sent at all: no payload, no key, an address that may not be dialled. */
  record Undeliverable(String why) implements DeliveryResult {}

  /** Given up: the host, or the inbox, has been failing for more than a week. */
  record HostDead(Instant since) implements DeliveryResult {}
}
