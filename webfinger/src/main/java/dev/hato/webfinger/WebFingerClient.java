package dev.hato.webfinger;

import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.webfinger.WebFingerResult.Found;
import dev.hato.webfinger.WebFingerResult.Gone;
import dev.hato.webfinger.WebFingerResult.NotFound;
import dev.hato.webfinger.WebFingerResult.Refused;
import dev.hato.webfinger.WebFingerResult.Unreachable;
import dev.hato.webfinger.internal.WellKnown;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Looks handles up (RFC 7033): the first step from {@code @alice@example.org} to an actor.
 *
 * <p>Where the host has no WebFinger (404), its host-meta is asked once where it is. An answer
 * about another handle is believed only when that handle's host says the same actor. A look-up
 * costs at most six requests, each within a few seconds and 256 KiB. Thread-safe; blocks.
 */
public final class WebFingerClient {
  private static final String PATH = "/.well-known/webfinger?resource=";
  private static final String ACCEPT = "application/jrd+json, application/json;q=0.9";

  private final WellKnown wellKnown;

  private WebFingerClient(WellKnown wellKnown) {
    this.wellKnown = wellKnown;
  }

  /** A client that speaks https alone. */
  public static WebFingerClient over(SafeHttpClient http) {
    return new WebFingerClient(new WellKnown(http, false));
  }

  /**
   * A client for tests and closed networks: asks loopback hosts by http, and others by http where
   * they have no https. The HTTP client must allow http, too.
   */
  public static WebFingerClient allowingHttp(SafeHttpClient http) {
    return new WebFingerClient(new WellKnown(http, true));
  }

  /** Looks a handle up. */
  public WebFingerResult lookup(Acct acct) {
    WebFingerResult first = ask(acct);
    if (!(first instanceof Found found) || found.subject().sameAs(acct)) {
      return first;
    }
    WebFingerResult second = ask(found.subject());
    if (!(second instanceof Found confirmed)) {
      return second;
    }
    boolean loops =
        confirmed.subject().sameAs(found.subject()) && confirmed.actor().equals(found.actor());
    return loops
        ? confirmed
        : new Refused(acct + " is said to be " + found.subject() + ", which says otherwise");
  }

  private WebFingerResult ask(Acct acct) {
    String resource = URLEncoder.encode(acct.uri(), StandardCharsets.UTF_8);
    Exchange exchange = wellKnown.get(acct.host(), PATH + resource, ACCEPT);
    if (exchange instanceof Exchange.Answered answered && answered.status() == 404) {
      Optional<String> template = template(acct.host());
      if (template.isEmpty()) {
        return new NotFound();
      }
      exchange = wellKnown.get(HostMeta.fill(template.get(), resource), ACCEPT);
    }
    return switch (exchange) {
      case Exchange.Answered answered -> read(answered);
      case Exchange.Failed failed -> failed(failed);
    };
  }

  private Optional<String> template(String host) {
    Exchange exchange =
        wellKnown.get(host, "/.well-known/host-meta", "application/xrd+xml, application/xml;q=0.9");
    return exchange instanceof Exchange.Answered answered && answered.status() == 200
        ? HostMeta.template(answered.body())
        : Optional.empty();
  }

  private static WebFingerResult read(Exchange.Answered answered) {
    return switch (answered.status()) {
      case 200 -> read(answered.body());
      case 410 -> new Gone();
      case 400, 404, 422 -> new NotFound();
      case 401, 403, 406 -> new Refused("WebFinger answered " + answered.status());
      default -> new Unreachable("WebFinger answered " + answered.status());
    };
  }

  private static WebFingerResult read(byte[] body) {
    Optional<Jrd> jrd = Jrd.parse(body);
    if (jrd.isEmpty()) {
      return new Refused("the answer is no JRD");
    }
    String subject = jrd.get().subject();
    Optional<Acct> acct = subject.startsWith("acct:") ? Acct.parse(subject) : Optional.empty();
    if (acct.isEmpty()) {
      return new Refused("the answer has no subject that is a handle");
    }
    Optional<String> actor = jrd.get().actor();
    return actor.isPresent()
        ? new Found(acct.get(), jrd.get(), actor.get())
        : new Refused("the answer leads to no ActivityPub actor");
  }

  private static WebFingerResult failed(Exchange.Failed failed) {
    return switch (failed.reason()) {
      case BAD_URL, FORBIDDEN_ADDRESS, TOO_LARGE, TOO_MANY_REDIRECTS, REDIRECT_REFUSED ->
          new Refused(failed.detail());
      case DNS, CONNECT, TLS, TIMEOUT, IO -> new Unreachable(failed.detail());
    };
  }
}
