package dev.hato.httpsig.client;

import dev.hato.httpsig.SignableMessage;
import java.util.List;
import okhttp3.Headers;
import okhttp3.HttpUrl;

/** What a signer sees of a hop: the very texts that go on the wire. */
record HopMessage(String method, HttpUrl url, Headers headers) implements SignableMessage {
  @Override
  public String scheme() {
    return url.scheme();
  }

  @Override
  public String authority() {
    return SafeUrl.authority(url);
  }

  @Override
  public String requestTarget() {
    return SafeUrl.requestTarget(url);
  }

  @Override
  public List<String> header(String name) {
    return headers.values(name);
  }
}
