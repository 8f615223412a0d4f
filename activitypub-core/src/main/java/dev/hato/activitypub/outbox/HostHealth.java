package dev.hato.activitypub.outbox;

import dev.hato.activitypub.spi.OriginHealthStore;
import java.time.Instant;
import java.time.InstantSource;

/**
 * Circuit breakers for the hosts that deliveries go to, and for their single inboxes: a host that
 * hangs or fails cannot hold workers, and an inbox that fails while its host is well (500, 408,
 * 429) holds up nobody but itself.
 *
 * <p>After three failures in a row nothing is sent to the host, or to the inbox, for a minute; then
 * one attempt may try, and each that fails doubles the time up to twelve hours. Any success ends
 * it; for a host, any verified request from it, too. What has failed for a week is dead: what waits
 * for it is dropped, and one attempt each twelve hours goes on to look. An inbox that is gone (404,
 * 410) is no failure: see {@link GoneInboxListener}.
 *
 * <p>The state of hosts is in the store, shared by all processes; this class remembers it for a
 * minute. That of inboxes is in this process alone. All of it is bounded: of failing hosts the ten
 * thousand that failed last are kept, and of failing inboxes as many, so that a host that offers a
 * port or an inbox for each delivery fills no table, and inboxes push no hosts out. Thread-safe; no
 * lock is held while the store is asked.
 */
public final class HostHealth {
  private final Breaker hosts;
  private final Breaker inboxes;

  /**
   * The health of hosts and inboxes.
   *
   * @param store where that of hosts is kept
   * @param clock tells when a pause is over
   */
  public HostHealth(OriginHealthStore store, InstantSource clock) {
    this.hosts = new Breaker(store, clock);
    this.inboxes = new Breaker(new LocalHealth(), clock);
  }

  /** Whether something may be sent now. */
  sealed interface Permit {
    /** Yes; the attempt must be reported as succeeded or failed. */
    record Go() implements Permit {}

    /** Not before that time. */
    record Wait(Instant until) implements Permit {}

    /** It is dead since then, and this is not the attempt that looks. */
    record Dead(Instant since) implements Permit {}
  }

  Permit ask(String authority) {
    return hosts.ask(authority);
  }

  /** Asked before the host: an attempt that looks after a host is not to be wasted. */
  Permit askInbox(String inbox) {
    return inboxes.ask(inbox);
  }

  /** Whether nothing should be enqueued for a host: it has failed for a week. */
  boolean isDead(String authority) {
    return hosts.isDead(authority);
  }

  void failed(String authority) {
    hosts.failed(authority);
  }

  /**
   * The host has taken a delivery, or has sent a verified request: it lives.
   *
   * @param authority host, and port where it is not the default
   */
  public void succeeded(String authority) {
    hosts.succeeded(authority);
  }

  void inboxFailed(String inbox) {
    inboxes.failed(inbox);
  }

  void inboxAnswered(String inbox) {
    inboxes.succeeded(inbox);
  }
}
