package dev.hato.httpsig;

import java.util.List;

/** A request as a peer with a {@link PeerQuirk} believes to have sent it. */
record QuirkyMessage(SignableMessage sent, String requestTarget, String host)
    implements SignableMessage {
  static QuirkyMessage withoutQuery(SignableMessage sent, String host) {
    int query = sent.requestTarget().indexOf('?');
    String target = sent.requestTarget();
    return new QuirkyMessage(sent, query < 0 ? target : target.substring(0, query), host);
  }

  static QuirkyMessage withOtherPort(SignableMessage sent, String host) {
    String port = sent.scheme().equals("http") ? ":80" : ":443";
    boolean given = host.indexOf(':', host.indexOf(']') + 1) >= 0;
    String other = given ? host : host + port;
    return new QuirkyMessage(
        sent,
        sent.requestTarget(),
        host.endsWith(port) ? host.substring(0, host.length() - port.length()) : other);
  }

  @Override
  public String method() {
    return sent.method();
  }

  @Override
  public String scheme() {
    return sent.scheme();
  }

  @Override
  public String authority() {
    return host;
  }

  @Override
  public List<String> header(String name) {
    return name.equals("host") ? List.of(host) : sent.header(name);
  }
}
