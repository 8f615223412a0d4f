package dev.hato.server.files;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Keeps uploaded and fetched files under names that we chose. A name is a relative path of letters,
 * digits, {@code -}, {@code _}, {@code .} and {@code /}; it is unguessable because {@link
 * FileNames} makes it. A file is there whole or not at all, and is on the disk when {@code put}
 * returns. Implementations are thread-safe.
 */
public interface FileStore {
  /** Moves a finished file in. */
  void put(String name, Path content) throws IOException;

  /** Stores bytes. */
  void put(String name, byte[] content) throws IOException;

  /** A file as a path that can be read; empty if there is none of that name. */
  Optional<Path> find(String name);

  /** Removes a file; nothing happens if there is none. */
  void delete(String name) throws IOException;
}
