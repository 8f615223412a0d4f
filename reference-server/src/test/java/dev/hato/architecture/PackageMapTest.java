package dev.hato.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * The package map of the documentation says exactly what the sources say. Its rows are the first
 * sentences of the package descriptions; {@code -Dhato.map=write} writes it.
 */
final class PackageMapTest {
  private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
  private static final Pattern JAVADOC = Pattern.compile("/\\*\\*(.*?)\\*/", Pattern.DOTALL);

  @Test
  void mapEqualsTheTree() throws IOException {
    Path page = SourceTree.root().resolve("docs/guide/map.md");
    String generated = generate();
    if ("write".equals(System.getProperty("hato.map"))) {
      Files.writeString(page, generated);
    }
    assertThat(Files.readString(page))
        .as("docs/guide/map.md; write it with -Dtest=PackageMapTest -Dhato.map=write")
        .isEqualTo(generated);
  }

  @Test
  void everyPackageIsDescribed() throws IOException {
    for (Path file : SourceTree.mainSources()) {
      assertThat(file.resolveSibling("package-info.java")).exists();
    }
  }

  private static String generate() throws IOException {
    List<String> rows = new ArrayList<>();
    for (Path file : SourceTree.mainSources()) {
      if (file.endsWith("package-info.java")) {
        rows.add(row(file));
      }
    }
    rows.sort(null);
    return "# Package map\n\n"
        + "Generated from the package descriptions; a test keeps it true.\n\n"
        + "| package | what it holds |\n|---|---|\n"
        + String.join("\n", rows)
        + "\n";
  }

  private static String row(Path file) throws IOException {
    String source = Files.readString(file);
    Matcher name = PACKAGE.matcher(source);
    Matcher doc = JAVADOC.matcher(source);
    assertThat(name.find()).as("package line in " + file).isTrue();
    assertThat(doc.find()).as("description in " + file).isTrue();
    String text =
        doc.group(1)
            .replaceAll("(?m)^\\s*\\*", "")
            .replaceAll("<[^>]+>", "")
            .replaceAll("\\{@(?:code|link|linkplain) ([^}]*)}", "$1")
            .replaceAll("\\s+", " ")
            .strip();
    int end = text.indexOf(". ");
    return "| `" + name.group(1) + "` | " + (end < 0 ? text : text.substring(0, end + 1)) + " |";
  }
}
