package dev.hato.nodeinfo;

import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.nodeinfo.NodeInfoResult.Absent;
import dev.hato.nodeinfo.NodeInfoResult.Found;
import dev.hato.nodeinfo.NodeInfoResult.Unreachable;
import dev.hato.webfinger.Acct;
import dev.hato.webfinger.internal.WellKnown;
import java.util.Optional;

/**
 * Asks a host what runs there (FEP-f1d5). The document must be on the host that was asked, or on
 * the one to which that host redirects. A look-up costs two documents of at most 256 KiB.
 * Thread-safe; blocks.
 */
public final class NodeInfoClient {
  private static final String ACCEPT = "application/json";

  private final WellKnown wellKnown;

  private NodeInfoClient(WellKnown wellKnown) {
    this.wellKnown = wellKnown;
  }

  /** A client that speaks https alone. */
  public static NodeInfoClient over(SafeHttpClient http) {
    return new NodeInfoClient(new WellKnown(http, false));
  }

  /** A client for tests and closed networks, see {@code WebFingerClient.allowingHttp}. */
  public static NodeInfoClient allowingHttp(SafeHttpClient http) {
    return new NodeInfoClient(new WellKnown(http, true));
  }

  /**
   * Asks a host.
   *
   * @param host host name, and port where it is not the default
   */
  public NodeInfoResult fetch(String host) {
    Optional<String> normal = Acct.normalHost(host);
    if (normal.isEmpty()) {
      return new Absent("not a host name");
    }
    Exchange discovery = wellKnown.get(normal.get(), "/.well-known/nodeinfo", ACCEPT);
    if (!(discovery instanceof Exchange.Answered answered && answered.status() == 200)) {
      return without(discovery);
    }
    Optional<String> href = NodeInfoJson.newest(answered.body());
    if (href.isEmpty()) {
      return new Absent("the host offers no NodeInfo 2.x");
    }
    if (!isOn(normal.get(), href.get()) && !isOn(authority(answered.finalUrl()), href.get())) {
      return new Absent("the link leads away from the host");
    }
    Exchange document = wellKnown.get(href.get(), ACCEPT);
    if (!(document instanceof Exchange.Answered found && found.status() == 200)) {
      return without(document);
    }
    return NodeInfo.parse(found.body())
        .<NodeInfoResult>map(Found::new)
        .orElseGet(() -> new Absent("the document is no NodeInfo"));
  }

  private static boolean isOn(String host, String url) {
    boolean web = url.startsWith("https://") || url.startsWith("http://");
    return web && !host.isEmpty() && authority(url).equals(host);
  }

  /** Host and port of a web address in the form of handles; empty when there is none. */
  private static String authority(String url) {
    int start = url.indexOf("://") + 3;
    int slash = url.indexOf('/', start);
    return slash < 0 ? "" : Acct.normalHost(url.substring(start, slash)).orElse("");
  }

  private static NodeInfoResult without(Exchange exchange) {
    return switch (exchange) {
      case Exchange.Answered answered when answered.status() >= 500 || answered.status() == 429 ->
          new Unreachable("the host answered " + answered.status());
      case Exchange.Answered answered -> new Absent("the host answered " + answered.status());
      case Exchange.Failed failed ->
          switch (failed.reason()) {
            case BAD_URL, FORBIDDEN_ADDRESS, TOO_LARGE, TOO_MANY_REDIRECTS, REDIRECT_REFUSED ->
                new Absent(failed.detail());
            case DNS, CONNECT, TLS, TIMEOUT, IO -> new Unreachable(failed.detail());
          };
    };
  }
}
