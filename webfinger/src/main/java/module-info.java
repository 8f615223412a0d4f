/** WebFinger, host-meta and NodeInfo. */
module dev.hato.webfinger {
  requires static transitive org.jspecify;
  requires transitive dev.hato.httpsig;
  requires tools.jackson.databind;
}
