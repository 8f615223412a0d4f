package dev.hato.activitypub.telemetry;

/**
 * What a federation does, under the names that Fedify gives its spans and metrics, so that
 * dashboards carry over. Durations are told in {@link Operation#took}; Fedify's are milliseconds.
 */
public enum OperationKind {
  /** A delivery passed the gates of an inbox, or did not: {@code activitypub.inbox.result}. */
  INBOX("activitypub.inbox", "activitypub.inbox.activity", ""),
  /** The signature of a request was verified, fetch of the key included. */
  VERIFY_SIGNATURE(
      "http_signatures.verify",
      "activitypub.signature.verification_failure",
      "activitypub.signature.verification.duration"),
  /** A handler of the application ran. */
  HANDLE("activitypub.dispatch_inbox_listener", "", "activitypub.inbox.processing_duration"),
  /** One page of an audience became deliveries: {@code activitypub.fanout.recipients}. */
  FAN_OUT("activitypub.fanout", "activitypub.outbox.activity", ""),
  /** An attempt to deliver to one inbox. */
  DELIVER(
      "activitypub.send_activity", "activitypub.delivery.sent", "activitypub.delivery.duration"),
  /** A document was fetched from another server; keys come with their actors. */
  FETCH(
      "activitypub.lookup_object",
      "activitypub.document.fetch",
      "activitypub.document.fetch.duration"),
  /** An actor was asked for. */
  ACTOR(
      "activitypub.dispatch_actor",
      "fedify.http.server.request.count",
      "fedify.http.server.request.duration"),
  /** An object or activity was asked for. */
  OBJECT(
      "activitypub.dispatch_object",
      "fedify.http.server.request.count",
      "fedify.http.server.request.duration"),
  /** A collection, or a page of one, was asked for. */
  COLLECTION(
      "activitypub.dispatch_collection",
      "activitypub.collection.request",
      "activitypub.collection.dispatch.duration"),
  /** A client posted to its owner's outbox. */
  OUTBOX(
      "activitypub.outbox",
      "fedify.http.server.request.count",
      "fedify.http.server.request.duration"),
  /** WebFinger, host-meta or NodeInfo was asked for. */
  DISCOVERY("webfinger.handle", "webfinger.handle", "webfinger.handle.duration");

  private final String span;
  private final String counter;
  private final String histogram;

  OperationKind(String span, String counter, String histogram) {
    this.span = span;
    this.counter = counter;
    this.histogram = histogram;
  }

  /** The name of the span. */
  public String span() {
    return span;
  }

  /** The name of what counts these operations, or those that failed; empty for none. */
  public String counter() {
    return counter;
  }

  /** The name of the distribution of their durations; empty for none. */
  public String histogram() {
    return histogram;
  }
}
