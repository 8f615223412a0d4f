/** Durable background jobs. */
module dev.hato.jobs {
  requires static transitive org.jspecify;
  requires tools.jackson.databind;
  requires org.slf4j;

  exports dev.hato.jobs;
  exports dev.hato.jobs.memory;
  exports dev.hato.jobs.spi;
}
