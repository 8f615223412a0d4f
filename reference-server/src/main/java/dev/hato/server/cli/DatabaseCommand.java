package dev.hato.server.cli;

import dev.hato.server.Surroundings;
import dev.hato.server.config.HatoConfig;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;

/** A command that works on the server's data, also while the server runs. */
abstract class DatabaseCommand extends HatoCommand {
  DatabaseCommand(Console console) {
    super(console);
  }

  /** What the command works with. */
  record Work(HatoConfig config, Database database, SiteUrls urls, Surroundings surroundings) {}

  abstract void run(Work work) throws Exception;

  @Override
  final void run(HatoConfig config) throws Exception {
    HatoConfig.Storage storage = config.storage();
    Surroundings surroundings = Surroundings.system();
    DatabaseConfig access =
        DatabaseConfig.of(storage.url(), storage.username(), storage.password())
            .withPoolSize(2)
            .withAccess(DatabaseConfig.Access.GUEST);
    try (Database database = Database.open(access, surroundings.clock())) {
      SiteUrls urls = new SiteUrls(config.site().baseUrl(), config.site().domain());
      run(new Work(config, database, urls, surroundings));
    }
  }
}
