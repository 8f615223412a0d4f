package dev.hato.storage;

import dev.hato.storage.DatabaseConfig.Access;
import dev.hato.storage.kernel.StorageException;
import dev.hato.storage.testkit.Race;
import java.time.InstantSource;

/** What tests run in another process. */
final class StorageChild {
  private StorageChild() {}

  public static void main(String[] arguments) {
    DatabaseConfig config = DatabaseConfig.of(arguments[1], arguments[2], arguments[3]);
    try {
      switch (arguments[0]) {
        case "open" -> Database.open(config, InstantSource.system()).close();
        case "guest" -> greet(config.withAccess(Access.GUEST));
        case "write" -> writeForEver(config);
        default -> throw new IllegalArgumentException(arguments[0]);
      }
      System.exit(0);
    } catch (StorageException e) {
      System.out.println("refused: " + e.getMessage());
      System.exit(1);
    }
  }

  private static void greet(DatabaseConfig config) {
    try (Database database = Database.open(config, InstantSource.system())) {
      String seen =
          database
              .transactions()
              .write(
                  tx -> {
                    tx.settings().put("guest", "was here");
                    return tx.settings().find("owner").orElse("nobody");
                  });
      System.out.println(seen);
    }
  }

  /** Prints a name only after its commit was acknowledged. */
  private static void writeForEver(DatabaseConfig config) {
    Database database = Database.open(config, InstantSource.system());
    Race.of(
        4,
        n -> {
          while (true) {
            String name =
                database
                    .transactions()
                    .write(
                        tx -> {
                          String id = "id/" + tx.nextId();
                          tx.settings().put(id, "x".repeat(400));
                          return id;
                        });
            System.out.println(name);
          }
        });
  }
}
