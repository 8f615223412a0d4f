package dev.hato.storage.testkit;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The class path of this JVM with a jar for each of its folders: then a child may share loaded
 * classes with the one before it ({@code -XX:SharedArchiveFile}), which starts it sooner.
 */
public final class JarredClassPath {
  private JarredClassPath() {}

  /** Makes the jars in a folder and gives the class path. */
  public static String in(Path target) throws IOException {
    List<String> path = new ArrayList<>();
    for (String part : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (Files.isDirectory(Path.of(part))) {
        path.add(jar(Path.of(part), target.resolve(path.size() + ".jar")));
      } else if (Files.exists(Path.of(part))) {
        path.add(part);
      }
    }
    return String.join(File.pathSeparator, path);
  }

  private static String jar(Path folder, Path jar) throws IOException {
    List<Path> files;
    try (Stream<Path> walk = Files.walk(folder)) {
      files = walk.filter(Files::isRegularFile).toList();
    }
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.setLevel(0);
      for (Path file : files) {
        out.putNextEntry(new JarEntry(folder.relativize(file).toString()));
        Files.copy(file, out);
        out.closeEntry();
      }
    }
    return jar.toString();
  }
}
