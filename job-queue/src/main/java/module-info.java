/** Durable background jobs. */
module dev.hato.jobs {
  requires static transitive org.jspecify;
  requires transitive tools.jackson.databind;
  requires org.slf4j;
}
