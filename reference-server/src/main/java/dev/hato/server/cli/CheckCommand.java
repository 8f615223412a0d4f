package dev.hato.server.cli;

import dev.hato.server.config.HatoConfig;
import dev.hato.server.config.HatoConfig.Site;
import dev.hato.storage.Database;
import dev.hato.storage.DatabaseConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.time.InstantSource;
import java.util.Optional;
import picocli.CommandLine.Command;

/**
 * Tries what the configuration names, and says for each thing whether it works and what to do if
 * not.
 */
@Command(name = "check", description = "check the configuration and reach what it names")
final class CheckCommand extends HatoCommand {
  private int failures;

  CheckCommand(Console console) {
    super(console);
  }

  /** One thing to try; throws when it does not work. */
  private interface Trial {
    String tryIt() throws Exception;
  }

  @Override
  void run(HatoConfig config) {
    failures = 0;
    check("names", () -> names(config.site()));
    check("data folder", () -> dataFolder(config.storage().dataDir()));
    if (failures == 0 || !config.storage().embedded()) {
      check("database", () -> database(config));
    }
    config.policy().federation().trustedCa().ifPresent(file -> check("CA", () -> ca(file)));
    if (failures > 0) {
      throw new CommandFailure(failures == 1 ? "1 check failed." : failures + " checks failed.");
    }
  }

  private void check(String what, Trial trial) {
    try {
      console().line("%-12s ok    %s".formatted(what, trial.tryIt()));
    } catch (Exception e) {
      failures++;
      console().line("%-12s WRONG %s".formatted(what, e.getMessage()));
    }
  }

  private static String names(Site site) {
    if (!site.secure() && !site.webDomain().startsWith("localhost")) {
      return "@name@%s, pages on %s (plain http: for tests and closed networks only)"
          .formatted(site.domain(), site.baseUrl());
    }
    return "@name@%s, pages on %s".formatted(site.domain(), site.baseUrl());
  }

  private static String dataFolder(Path folder) throws IOException {
    try {
      Files.createDirectories(folder);
      Files.delete(Files.createTempFile(folder, "check", ""));
    } catch (IOException e) {
      throw new IOException(
          "%s cannot be written: make it writable for this user or set data-dir"
              .formatted(folder.toAbsolutePath()),
          e);
    }
    return folder.toAbsolutePath().normalize().toString();
  }

  private static String database(HatoConfig config) {
    HatoConfig.Storage storage = config.storage();
    DatabaseConfig access =
        DatabaseConfig.of(storage.url(), storage.username(), storage.password())
            .withPoolSize(2)
            .withAccess(DatabaseConfig.Access.GUEST);
    try (Database database = Database.open(access, InstantSource.system())) {
      Optional<String> first =
          database.transactions().read(tx -> tx.settings().find("site.domain"));
      if (first.isPresent() && !first.get().equals(config.site().domain())) {
        throw new CommandFailure(
            "the database belongs to %s: set domain back, or use another database"
                .formatted(first.get()));
      }
      return storage.url();
    }
  }

  private static String ca(Path file) throws IOException, GeneralSecurityException {
    try (InputStream in = Files.newInputStream(file)) {
      int count = CertificateFactory.getInstance("X.509").generateCertificates(in).size();
      return count + " certificates in " + file;
    }
  }
}
