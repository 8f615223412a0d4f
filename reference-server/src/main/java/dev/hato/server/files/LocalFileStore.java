package dev.hato.server.files;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Pattern;

/** Files in one local folder, written beside their place, forced to the disk and renamed. */
public final class LocalFileStore implements FileStore {
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(?:/[A-Za-z0-9_.-]+)+");

  private final Path root;

  /** A store in {@code root}, which is made when the first file comes. */
  public LocalFileStore(Path root) {
    this.root = root.toAbsolutePath().normalize();
  }

  @Override
  public void put(String name, Path content) throws IOException {
    put(name, Files.readAllBytes(content));
  }

  @Override
  public void put(String name, byte[] content) throws IOException {
    Path target = resolve(name);
    Files.createDirectories(target.getParent());
    Path part = Files.createTempFile(target.getParent(), ".part", null);
    try {
      try (FileChannel channel = FileChannel.open(part, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(content);
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  @Override
  public Optional<Path> find(String name) {
    if (!isName(name)) {
      return Optional.empty();
    }
    Path file = resolve(name);
    return Files.isRegularFile(file) ? Optional.of(file) : Optional.empty();
  }

  @Override
  public void delete(String name) throws IOException {
    Files.deleteIfExists(resolve(name));
  }

  private Path resolve(String name) {
    if (!isName(name)) {
      throw new IllegalArgumentException("not a file name of this store: " + name);
    }
    Path file = root.resolve(name).normalize();
    if (!file.startsWith(root)) {
      throw new IllegalArgumentException("a file name must stay in the store: " + name);
    }
    return file;
  }

  private static boolean isName(String name) {
    return name.length() <= 200 && NAME.matcher(name).matches() && !name.contains("..");
  }
}
