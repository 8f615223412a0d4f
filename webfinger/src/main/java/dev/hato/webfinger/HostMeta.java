package dev.hato.webfinger;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * Answers and reads {@code /.well-known/host-meta} (RFC 6415), which old software asks where
 * WebFinger is.
 */
public final class HostMeta {
  private static final String PLACE = "{uri}";

  private final String template;

  /**
   * The host-meta of a server.
   *
   * @param base scheme and authority of its WebFinger endpoint, without a final slash
   */
  public HostMeta(String base) {
    this.template = base + "/.well-known/webfinger?resource=" + PLACE;
  }

  /** The XRD form, for {@code /.well-known/host-meta}. */
  public Answer xrd() {
    String escaped = template.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;");
    String xml =
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
          <Link rel="lrdd" type="application/jrd+json" template="%s"/>
        </XRD>
        """
            .formatted(escaped);
    return answer("application/xrd+xml; charset=utf-8", xml.getBytes(StandardCharsets.UTF_8));
  }

  /** The JSON form, for {@code /.well-known/host-meta.json}. */
  public Answer json() {
    Jrd jrd = Jrd.newBuilder("").link(new Jrd.Link("lrdd", Jrd.MEDIA_TYPE, "", template)).build();
    return answer(Jrd.MEDIA_TYPE + "; charset=utf-8", jrd.toJson());
  }

  private static Answer answer(String type, byte[] body) {
    return new Answer(
        200,
        Map.of(
            "Content-Type", type,
            "Cache-Control", "public, max-age=259200",
            "Access-Control-Allow-Origin", "*"),
        body);
  }

  /**
   * Finds the WebFinger template of an XRD document; empty when there is none, when the document is
   * no well-formed XML, or when it has a document type declaration.
   */
  static Optional<String> template(byte[] xrd) {
    return XrdReader.link(xrd, "lrdd").filter(found -> found.contains(PLACE));
  }

  /** The template with the resource, already percent-encoded, in its place. */
  static String fill(String template, String encodedResource) {
    return template.replace(PLACE, encodedResource);
  }
}
