/** WebFinger, host-meta and NodeInfo. */
module dev.hato.webfinger {
  requires static transitive org.jspecify;
  requires transitive dev.hato.httpsig;
  requires java.xml;
  requires tools.jackson.databind;

  exports dev.hato.nodeinfo;
  exports dev.hato.webfinger;
}
