package dev.hato.server.crash;

import dev.hato.server.cli.Hato;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;

/**
 * How the program is started in another process, with a cache of loaded classes as the launcher
 * makes one: it halves the time that twenty starts take. Only jars can be in the cache.
 */
final class JavaCommand {
  private static final List<String> OPTIONS =
      List.of(
          "-Xmx256m",
          "-XX:+UseSerialGC",
          "-XX:TieredStopAtLevel=1",
          "-Duser.timezone=UTC",
          "-Dh2.bindAddress=127.0.0.1",
          "-Dlogback.configurationFile=logback.xml",
          "--enable-native-access=ALL-UNNAMED");

  private final String classPath;
  private final Path cache;

  private JavaCommand(String classPath, Path cache) {
    this.classPath = classPath;
    this.cache = cache;
  }

  /** Makes the cache in a folder. */
  static JavaCommand withCache(Path folder) throws IOException, InterruptedException {
    Path cache = folder.resolve("classes.aot");
    JavaCommand java = new JavaCommand(String.join(File.pathSeparator, jars(folder)), cache);
    List<String> training = java.command("-XX:AOTCacheOutput=" + cache);
    training.addAll(List.of("rehearse", folder.resolve("rehearsal").toString()));
    ProcessBuilder builder = new ProcessBuilder(training);
    builder.environment().keySet().removeIf(name -> name.startsWith("HATO_"));
    Path log = folder.resolve("training.log");
    int code = builder.redirectErrorStream(true).redirectOutput(log.toFile()).start().waitFor();
    if (code != 0) {
      throw new AssertionError("no cache of classes: " + Files.readString(log));
    }
    return java;
  }

  /** The command without arguments of the program. */
  List<String> command() {
    return command("-XX:AOTCache=" + cache);
  }

  private List<String> command(String cacheOption) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(OPTIONS);
    command.addAll(List.of(cacheOption, "-Xlog:aot=off", "-Xlog:cds=off"));
    command.addAll(List.of("-cp", classPath, Hato.class.getName()));
    return command;
  }

  /** The class path of this process without classes of tests, its folders packed. */
  private static List<String> jars(Path folder) throws IOException {
    List<String> jars = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      Path path = Path.of(entry);
      if (!Files.isDirectory(path)) {
        jars.add(entry);
      } else if (!path.endsWith("test-classes")) {
        jars.add(pack(path, folder.resolve("packed-" + jars.size() + ".jar")).toString());
      }
    }
    return jars;
  }

  private static Path pack(Path classes, Path jar) throws IOException {
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
        var files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        out.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        Files.copy(file, out);
      }
    }
    return jar;
  }
}
