/** ActivityPub for Java. */
module dev.hato.activitypub {
  requires static transitive org.jspecify;
  requires transitive dev.hato.httpsig;
  requires transitive dev.hato.jobs;
  requires transitive dev.hato.webfinger;
  requires transitive tools.jackson.databind;
  // JSON-LD Java is an automatic module; what it needs of Jackson 2 stays behind it.
  requires com.fasterxml.jackson.databind;
  requires jsonld.java;
  requires org.jsoup;
  requires org.slf4j;
  requires titanium.rdf.api;
  requires titanium.rdf.n.quads;
  requires titanium.rdfc;

  exports dev.hato.activitypub;
  exports dev.hato.activitypub.collections;
  exports dev.hato.activitypub.debug;
  exports dev.hato.activitypub.followers;
  exports dev.hato.activitypub.inbox;
  exports dev.hato.activitypub.json;
  exports dev.hato.activitypub.lint;
  exports dev.hato.activitypub.memory;
  exports dev.hato.activitypub.outbox;
  exports dev.hato.activitypub.proof;
  exports dev.hato.activitypub.relay;
  exports dev.hato.activitypub.remote;
  exports dev.hato.activitypub.spi;
  exports dev.hato.activitypub.telemetry;
  exports dev.hato.activitypub.vocab;
}
