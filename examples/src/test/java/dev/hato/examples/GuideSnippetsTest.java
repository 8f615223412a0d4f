package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Java in the guide is Java of the examples: every block of it stands in a compiled file. */
final class GuideSnippetsTest {
  private static final Path GUIDE = Path.of("../docs/guide/documents.md");
  private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);

  @Test
  void everySnippetOfTheDocumentsPageIsCompiled() throws Exception {
    List<String> blocks =
        BLOCK.matcher(Files.readString(GUIDE)).results().map(block -> block.group(1)).toList();
    String examples = sources();

    assertThat(blocks).hasSizeGreaterThan(3);
    assertThat(blocks).allSatisfy(block -> assertThat(examples).contains(bare(block)));
  }

  private static String sources() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
      StringBuilder all = new StringBuilder();
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
        all.append(bare(Files.readString(file)));
      }
      return all.toString();
    }
  }

  private static String bare(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
