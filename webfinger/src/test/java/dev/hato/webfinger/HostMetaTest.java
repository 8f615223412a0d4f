package dev.hato.webfinger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostMetaTest {
  private static final String TEMPLATE = "https://example.org/.well-known/webfinger?resource={uri}";

  @Test
  void ownXrdLeadsToOwnWebFinger() {
    Answer xrd = new HostMeta("https://example.org").xrd();
    assertThat(xrd.headers()).containsEntry("Content-Type", "application/xrd+xml; charset=utf-8");
    assertThat(HostMeta.template(xrd.body())).contains(TEMPLATE);
  }

  @Test
  void ownJsonLeadsToOwnWebFinger() {
    Jrd jrd = Jrd.parse(new HostMeta("https://example.org").json().body()).orElseThrow();
    assertThat(jrd.links()).extracting(Jrd.Link::template).containsExactly(TEMPLATE);
  }

  @Test
  void garbageAndTemplatesWithoutPlaceGiveNothing() {
    assertThat(HostMeta.template("not xml".getBytes(UTF_8))).isEmpty();
    assertThat(HostMeta.template(new byte[0])).isEmpty();
    assertThat(HostMeta.template(xrd("", "https://example.org/no-place"))).isEmpty();
  }

  @Test
  void P2_externalEntitiesAreNotRead(@TempDir Path dir) throws Exception {
    Path secret = Files.writeString(dir.resolve("secret"), "https://evil.test/{uri}");
    String doctype = "<!DOCTYPE XRD [<!ENTITY e SYSTEM \"" + secret.toUri() + "\">]>";
    assertThat(HostMeta.template(xrd(doctype, "&e;"))).isEmpty();
    assertThat(HostMeta.template(xrd(doctype, TEMPLATE))).isEmpty();
  }

  @Test
  void P2_entityBombsEndAtTheDoctype() {
    StringBuilder doctype = new StringBuilder("<!DOCTYPE XRD [<!ENTITY a0 \"aaaaaaaaaa\">");
    for (int i = 1; i < 12; i++) {
      doctype.append("<!ENTITY a%d \"%s\">".formatted(i, ("&a" + (i - 1) + ";").repeat(10)));
    }
    long start = System.nanoTime();
    assertThat(HostMeta.template(xrd(doctype + "]>", "&a11;{uri}"))).isEmpty();
    assertThat(System.nanoTime() - start).isLessThan(500_000_000L);
  }

  private static byte[] xrd(String doctype, String template) {
    return """
        <?xml version="1.0"?>%s
        <XRD xmlns="http://docs.oasis-open.org/ns/xri/xrd-1.0">
          <Link rel="lrdd" template="%s"/>
        </XRD>"""
        .formatted(doctype, template)
        .getBytes(UTF_8);
  }
}
