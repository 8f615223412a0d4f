package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the guide shows is compiled, and what it points at is there. */
final class GuideSnippetsTest {
  private static final Path GUIDE = Path.of("../docs/guide");
  private static final Pattern JAVA = block("java");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");
  private static final Pattern ROW =
      Pattern.compile("^\\| (?!capability|---).*\\|$", Pattern.MULTILINE);

  /** Features of Fedify in the list that the page goes through. */
  private static final int FEATURES = 51;

  private static Pattern block(String language) {
    return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "documents.md",
        "cookbook.md",
        "fedify.md",
        "jobs.md",
        "security.md",
        "commands.md"
      })
  void everySnippetOfThePageIsPartOfAnExample(String page) throws IOException {
    List<String> blocks = blocks(JAVA, page);
    String examples = sources();

    assertThat(blocks).isNotEmpty();
    assertThat(blocks).allSatisfy(block -> assertThat(examples).contains(bare(block)));
  }

  @Test
  void theTutorialShowsItsFilesWholeAndInOrder() throws IOException {
    Path folder = Path.of("tutorial");
    String program = String.join("\n", blocks(JAVA, "tutorial.md"));

    assertThat(bare(program)).isEqualTo(bare(Files.readString(folder.resolve("Pigeon.java"))));
    assertThat(blocks(block("xml"), "tutorial.md"))
        .containsExactly(Files.readString(folder.resolve("pom.xml")));
  }

  @Test
  void everyLinkOfTheGuideLeadsSomewhere() throws IOException {
    List<String> broken = new ArrayList<>();
    try (Stream<Path> pages = Files.list(GUIDE)) {
      for (Path page : pages.filter(file -> file.toString().endsWith(".md")).toList()) {
        LINK.matcher(Files.readString(page))
            .results()
            .map(link -> link.group(1))
            .filter(target -> !target.contains("://"))
            .filter(target -> !Files.exists(GUIDE.resolve(target)))
            .forEach(target -> broken.add(page.getFileName() + ": " + target));
      }
    }
    assertThat(broken).isEmpty();
  }

  @Test
  void everyFeatureOfFedifyHasAPointerOrIsSaidToBeMissing() throws IOException {
    List<String> rows =
        ROW.matcher(Files.readString(GUIDE.resolve("compared.md")))
            .results()
            .map(row -> row.group())
            .toList();

    assertThat(rows).hasSize(FEATURES);
    assertThat(rows)
        .allSatisfy(row -> assertThat(row).containsPattern("\\]\\([^)]+\\)|\\*\\*missing\\*\\*"));
  }

  @Test
  void theIndexNamesEveryPage() throws IOException {
    String index = Files.readString(GUIDE.resolve("README.md"));
    try (Stream<Path> pages = Files.list(GUIDE)) {
      assertThat(pages.map(page -> page.getFileName().toString()))
          .filteredOn(name -> name.endsWith(".md") && !name.equals("README.md"))
          .allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
    }
  }

  @Test
  void aProgramOfTheExamplesIsAtMostEightyLinesLong() throws IOException {
    List<String> programs = new ArrayList<>();
    try (Stream<Path> files = Files.list(Path.of("src/main/java/dev/hato/examples"))) {
      for (Path file : files.toList()) {
        List<String> lines = Files.readAllLines(file);
        if (lines.stream().anyMatch(line -> line.contains("public static void main("))) {
          programs.add(file.getFileName().toString());
          assertThat(lines.size()).as("lines of " + file).isLessThanOrEqualTo(80);
        }
      }
    }
    assertThat(programs)
        .contains(
            "EchoBot.java",
            "Relay.java",
            "FollowerCounter.java",
            "Mirror.java",
            "GuestBook.java",
            "JdkServer.java")
        .hasSizeGreaterThanOrEqualTo(8);
  }

  private static List<String> blocks(Pattern block, String page) throws IOException {
    return block
        .matcher(Files.readString(GUIDE.resolve(page)))
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String sources() throws IOException {
    StringBuilder all = new StringBuilder();
    for (String folder : List.of("src/main/java", "src/test/java", "tutorial")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(f -> f.toString().endsWith(".java")).sorted().toList()) {
          all.append(bare(Files.readString(file)));
        }
      }
    }
    return all.toString();
  }

  private static String bare(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }
}
