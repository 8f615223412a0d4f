package dev.hato.storage;

import dev.hato.storage.kernel.StorageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import org.h2.engine.SysProperties;
import org.h2.tools.Server;
import org.h2.util.MathUtils;

/**
 * Opens an H2 file so that an acknowledged write survives a crash of the process, and lets commands
 * in while the server holds the file.
 *
 * <p>H2's own mixed mode (AUTO_SERVER) is not used: it listens on every interface, and it closes
 * the database in a shutdown hook, under the feet of an orderly stop. Here the owner listens on
 * loopback alone and writes port and secret to a file that only its user can read.
 */
final class H2File implements AutoCloseable {
  /**
   * WRITE_DELAY=0 makes H2 write at commit instead of half a second later. The file lock is the
   * operating system's, so that it ends with the process.
   */
  private static final String SETTINGS =
      ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;LOCK_TIMEOUT=5000"
          + ";WRITE_DELAY=0;FILE_LOCK=FS;DB_CLOSE_ON_EXIT=FALSE";

  private static final Set<PosixFilePermission> OWNER_ONLY =
      Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
  private static final int ALREADY_OPEN = 90020;
  private static final int WAIT_ATTEMPTS = 100;
  private static final long WAIT_MILLIS = 100;
  private static final String LOOPBACK = "127.0.0.1";

  private final String url;
  private final Connection keepsOpen;
  private final Optional<Owned> owned;

  /** What only the owner of a file has. */
  private record Owned(Server guests, Path invitation, H2Compaction compaction) {}

  private H2File(String url, Connection keepsOpen, Optional<Owned> owned) {
    this.url = url;
    this.keepsOpen = keepsOpen;
    this.owned = owned;
  }

  static String memoryUrl(String url) {
    bindToLoopback();
    return url + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
  }

  /** Owns the file, or joins who owns it; waits a while for a command that is about to end. */
  static H2File open(DatabaseConfig config) {
    bindToLoopback();
    Path file =
        Path.of(config.url().substring("jdbc:h2:file:".length()).split(";", 2)[0]).toAbsolutePath();
    Path invitation = file.resolveSibling(file.getFileName() + ".port");
    for (int attempt = 1; ; attempt++) {
      try {
        return own(config, file, invitation);
      } catch (SQLException e) {
        if (e.getErrorCode() != ALREADY_OPEN) {
          throw new StorageException("cannot open " + file + ": " + e.getMessage(), e);
        }
        Optional<H2File> joined = join(config, invitation);
        if (joined.isPresent()) {
          return joined.get();
        }
        if (attempt == WAIT_ATTEMPTS) {
          throw new StorageException(
              file + " is in use by another process: stop it, or use PostgreSQL for several", e);
        }
        pause();
      }
    }
  }

  String url() {
    return url;
  }

  /** H2 reads this once, when it loads; there is no other way to say where its server listens. */
  private static void bindToLoopback() {
    System.setProperty("h2.bindAddress", LOOPBACK);
  }

  private static H2File own(DatabaseConfig config, Path file, Path invitation) throws SQLException {
    String url = config.url() + SETTINGS;
    Connection first = DriverManager.getConnection(url, config.username(), config.password());
    if (config.access() == DatabaseConfig.Access.GUEST) {
      return new H2File(url, first, Optional.empty());
    }
    try {
      Server guests = invite(file, invitation);
      Owned owned = new Owned(guests, invitation, H2Compaction.start(first));
      return new H2File(url, first, Optional.of(owned));
    } catch (SQLException | IOException | StorageException e) {
      first.close();
      throw new StorageException("cannot let commands in beside " + file + ": " + e, e);
    }
  }

  private static Server invite(Path file, Path invitation) throws SQLException, IOException {
    if (!LOOPBACK.equals(SysProperties.BIND_ADDRESS)) {
      throw new StorageException(
          "H2 was loaded before Hato could bind it to loopback: start with -Dh2.bindAddress="
              + LOOPBACK);
    }
    String key = HexFormat.of().formatHex(MathUtils.secureRandomBytes(24));
    Server server =
        Server.createTcpServer(
                "-tcpPort", "0", "-tcpDaemon", "-ifExists", "-key", key, file.toString())
            .start();
    Files.deleteIfExists(invitation);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.createFile(invitation, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    }
    Files.writeString(invitation, server.getPort() + " " + key);
    return server;
  }

  /** An owner that only waits gets nothing: it must hold the file itself. */
  private static Optional<H2File> join(DatabaseConfig config, Path invitation) {
    if (config.access() == DatabaseConfig.Access.OWNER || !Files.exists(invitation)) {
      return Optional.empty();
    }
    try {
      String[] parts = Files.readString(invitation).strip().split(" ", 2);
      String url = "jdbc:h2:tcp://" + LOOPBACK + ":" + parts[0] + "/" + parts[1];
      Connection connection =
          DriverManager.getConnection(url, config.username(), config.password());
      return Optional.of(new H2File(url, connection, Optional.empty()));
    } catch (SQLException | IOException | ArrayIndexOutOfBoundsException e) {
      // A stale or half-written invitation: the owner is starting or was killed.
      return Optional.empty();
    }
  }

  @Override
  public void close() {
    try {
      if (owned.isPresent()) {
        owned.get().compaction().close();
        owned.get().guests().stop();
        Files.deleteIfExists(owned.get().invitation());
      }
      keepsOpen.close();
    } catch (SQLException | IOException e) {
      throw new StorageException("the embedded database did not close cleanly", e);
    }
  }

  private static void pause() {
    try {
      Thread.sleep(WAIT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StorageException("interrupted while waiting for the database file", e);
    }
  }
}
