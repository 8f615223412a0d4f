/** Durable background jobs. */
module dev.hato.jobs {
  requires static transitive org.jspecify;
  requires tools.jackson.databind;
  requires org.slf4j;
  requires static com.cronutils;

  exports dev.hato.jobs;
  exports dev.hato.jobs.cron;
  exports dev.hato.jobs.memory;
  exports dev.hato.jobs.spi;
}
