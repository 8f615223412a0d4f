package dev.hato.activitypub.vocab;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The vocabulary in docs/guide and in the Javadoc is the table that the code reads. {@code
 * -Dtest=VocabularyPageTest -Dhato.vocabulary=write} writes both.
 */
class VocabularyPageTest {
  private static final Path PAGE = Path.of("../docs/guide/vocabulary.md");
  private static final Path JAVADOC =
      Path.of("src/main/java/dev/hato/activitypub/vocab/doc-files/vocabulary.html");
  private static final List<Class<?>> VIEWS =
      Stream.concat(
              Stream.of(
                  ApObject.class, Activity.class, Post.class, Media.class, InteractionPolicy.class),
              StandardTypes.all().values().stream().map(TypeRegistry.Entry::viewClass))
          .<Class<?>>map(view -> view)
          .distinct()
          .sorted((a, b) -> a.getSimpleName().compareTo(b.getSimpleName()))
          .toList();

  @Test
  void theGuideShowsTheTable() throws Exception {
    isWritten(PAGE, markdown());
  }

  @Test
  void theJavadocShowsTheTable() throws Exception {
    isWritten(JAVADOC, html());
  }

  @Test
  void everyTermIsInTheTableOnce() throws Exception {
    List<String> names =
        sections().stream().flatMap(section -> section.terms.stream()).map(Term::name).toList();
    assertThat(names).doesNotHaveDuplicates();
    assertThat(names).hasSameSizeAs(Vocabulary.standard().terms());
  }

  private static void isWritten(Path file, String expected) throws IOException {
    if ("write".equals(System.getProperty("hato.vocabulary"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, expected);
    }
    assertThat(Files.readString(file))
        .as(file + "; write it with -Dtest=VocabularyPageTest -Dhato.vocabulary=write")
        .isEqualTo(expected);
  }

  private record Section(String title, List<Term> terms) {}

  /** The table with its headings, which only the resource itself has. */
  private static List<Section> sections() throws IOException {
    List<Section> sections = new java.util.ArrayList<>();
    try (InputStream in = Vocabulary.class.getResourceAsStream("vocabulary.tsv")) {
      String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      boolean terms = false;
      for (String line : table.lines().toList()) {
        terms |= line.startsWith("@context");
        if (line.startsWith("# ") && terms) {
          sections.add(new Section(line.substring(2), new java.util.ArrayList<>()));
        } else if (!line.startsWith("@") && !line.startsWith("#")) {
          String name = line.substring(0, line.indexOf('\t'));
          sections.getLast().terms.add(Vocabulary.standard().term(name).orElseThrow());
        }
      }
    }
    return sections;
  }

  private static String markdown() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            # Vocabulary

            Generated from the table that the typed views, the contexts and the diagnostics are made from; a test keeps it true. Whatever is
            not here is kept, too, and read by its name: `object.text("myTerm")`.

            | prefix | namespace |
            |---|---|
            """);
    Vocabulary vocabulary = Vocabulary.standard();
    for (String prefix : vocabulary.prefixes()) {
      String all = vocabulary.namespaces(prefix).stream().collect(joining("`, also `"));
      page.append("| `%s` | `%s` |%n".formatted(prefix, all));
    }
    for (Section section : sections()) {
      page.append("%n## %s%n".formatted(section.title));
      page.append("| term | identifier | values | read by |\n|---|---|---|---|\n");
      for (Term term : section.terms) {
        page.append(
            "| `%s` | `%s` | %s | `%s` |%n"
                .formatted(term.name(), term.compact(), values(term), readBy(term)));
      }
    }
    return page.toString();
  }

  private static String html() throws IOException {
    StringBuilder page =
        new StringBuilder(
            """
            <!DOCTYPE html>
            <html lang="en">
            <head><title>Vocabulary</title></head>
            <body>
            <h1>Vocabulary</h1>
            <p>Generated from the table that the typed views are made from; a test keeps it true.</p>
            """);
    for (Section section : sections()) {
      page.append("<h2>%s</h2>%n<table>%n".formatted(section.title));
      page.append("<caption>%s</caption>%n".formatted(section.title));
      page.append("<tr><th>term</th><th>identifier</th><th>values</th><th>read by</th></tr>\n");
      for (Term term : section.terms) {
        page.append(
            "<tr><td>%s</td><td>%s</td><td>%s</td><td>%s</td></tr>%n"
                .formatted(
                    term.name(),
                    term.iri(),
                    values(term).replace("`", ""),
                    readBy(term).replace("<", "&lt;")));
      }
      page.append("</table>\n");
    }
    return page.append("</body>\n</html>\n").toString();
  }

  private static String values(Term term) {
    return switch (term.kind()) {
      case CLASS -> "a type";
      case TEXT -> "text";
      case LANG -> "text, by language in `" + term.name() + "Map`";
      case MAP -> "texts by language";
      case REF -> "IRI or object";
      case REFS -> "list of IRIs or objects";
      case LIST -> "list";
      case FLAG -> "true or false";
      case WHOLE -> "whole number";
      case DECIMAL -> "number";
      case TIME -> "time";
      case DURATION -> "duration";
      case ANY -> "anything";
    };
  }

  /** The typed accessors of that name, else the general one for values of the kind. */
  private static String readBy(Term term) {
    String name = term.name();
    if (term.kind() == Term.Kind.CLASS) {
      ApObject view = ApObject.of(ApObject.emptyNode().put("type", name));
      return view.getClass().getSimpleName();
    }
    TreeSet<String> accessors = new TreeSet<>();
    for (Class<?> view : VIEWS) {
      Arrays.stream(view.getDeclaredMethods())
          .filter(method -> Modifier.isPublic(method.getModifiers()))
          .filter(method -> method.getParameterCount() == 0)
          .filter(method -> method.getName().equals(name) || method.getName().equals(name + "s"))
          .filter(method -> !Modifier.isStatic(method.getModifiers()))
          .forEach(method -> accessors.add(view.getSimpleName() + "." + method.getName() + "()"));
    }
    return accessors.isEmpty() ? general(term) : String.join(", ", accessors);
  }

  private static String general(Term term) {
    String quoted = "(\"" + term.name() + "\")";
    return switch (term.kind()) {
      case TEXT -> "text" + quoted;
      case LANG -> "langText" + quoted;
      case MAP -> "langText(\"" + term.name().replaceFirst("Map$", "") + "\")";
      case REF, REFS -> "ref%1$s, iri%1$s, refs%1$s".formatted(quoted);
      case FLAG -> "flag" + quoted;
      case WHOLE -> "whole" + quoted;
      case DECIMAL -> "decimal" + quoted;
      case TIME -> "instant" + quoted;
      case LIST, DURATION, ANY -> "value" + quoted;
      case CLASS -> throw new IllegalArgumentException(term.name().toLowerCase(Locale.ROOT));
    };
  }
}
