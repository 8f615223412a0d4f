package dev.hato.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** The main sources of all modules, parsed and attributed by the compiler itself. */
record SourceTree(JavacTask task, List<CompilationUnitTree> units) {
  private static final List<String> MODULES =
      List.of(
          "http-signatures",
          "webfinger",
          "job-queue",
          "activitypub-core",
          "storage-jpa",
          "reference-server");

  static SourceTree load() {
    try {
      var compiler = ToolProvider.getSystemJavaCompiler();
      StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
      Iterable<? extends JavaFileObject> sources = files.getJavaFileObjectsFromPaths(mainSources());
      List<String> options =
          List.of("-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"));
      var diagnostics = new javax.tools.DiagnosticCollector<JavaFileObject>();
      var task = (JavacTask) compiler.getTask(null, files, diagnostics, options, null, sources);
      List<CompilationUnitTree> units = new ArrayList<>();
      task.parse().forEach(units::add);
      task.analyze();
      return new SourceTree(task, List.copyOf(units));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** All main sources but module descriptors, which a class path compilation cannot read. */
  static List<Path> mainSources() throws IOException {
    Path root = root();
    List<Path> found = new ArrayList<>();
    for (String module : MODULES) {
      Path sources = root.resolve(module).resolve("src/main/java");
      try (Stream<Path> walk = Files.walk(sources)) {
        walk.filter(file -> file.toString().endsWith(".java"))
            .filter(file -> !file.endsWith("module-info.java"))
            .forEach(found::add);
      }
    }
    return found;
  }

  /** The top folder of the checkout: surefire runs in the module's folder. */
  static Path root() {
    Path here = Path.of("").toAbsolutePath();
    return Files.exists(here.resolve("reference-server")) ? here : here.getParent();
  }
}
