package dev.hato.server.workers;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The name under which this process holds jobs. It stays in the data folder, so that a server that
 * was killed takes its jobs up again as soon as it is back, and not when their leases have run out.
 * A lock on the file, which ends with the process, keeps two processes from having the same name:
 * the second one in a folder gets a name for this time only.
 */
public final class WorkerName implements AutoCloseable {
  private static final int MOST_BYTES = 64;

  private final String value;
  private final FileChannel file;

  private WorkerName(String value, FileChannel file) {
    this.value = value;
    this.file = file;
  }

  /** Takes the name of a data folder, which is made with {@code random} the first time. */
  public static WorkerName of(Path dataDir, RandomGenerator random) throws IOException {
    String fresh = "worker-" + HexFormat.of().toHexDigits(random.nextLong());
    FileChannel file =
        FileChannel.open(
            dataDir.resolve("worker.name"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    return new WorkerName(lock(file) == null ? fresh : kept(file, fresh), file);
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // another server in this process has it
    }
  }

  private static String kept(FileChannel file, String fresh) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(MOST_BYTES);
    int unused = file.read(bytes, 0);
    String found = StandardCharsets.UTF_8.decode(bytes.flip()).toString().strip();
    if (!found.isEmpty()) {
      return found;
    }
    unused = file.write(StandardCharsets.UTF_8.encode(fresh), 0);
    return fresh;
  }

  public String value() {
    return value;
  }

  /** Lets another process have the name. */
  @Override
  public void close() throws IOException {
    file.close();
  }
}
