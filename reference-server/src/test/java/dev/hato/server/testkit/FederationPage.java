package dev.hato.server.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The documents that FEDERATION.md shows are the ones that are sent. {@code
 * -Dhato.federation=write} writes them.
 */
public final class FederationPage {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private FederationPage() {}

  /** Compares with the document under a heading of the page. */
  public static void assertShows(String heading, JsonNode sent) throws IOException {
    Path page = page();
    String text = Files.readString(page);
    Matcher block =
        Pattern.compile("(?s)\n### " + Pattern.quote(heading) + "\n.*?```json\n(.*?)```")
            .matcher(text);
    assertThat(block.find()).as("a heading '" + heading + "' with a document in " + page).isTrue();
    String shown = block.group(1);
    if ("write".equals(System.getProperty("hato.federation"))) {
      String written = JSON.writeValueAsString(sent) + "\n";
      Files.writeString(
          page, text.substring(0, block.start(1)) + written + text.substring(block.end(1)));
      shown = written;
    }
    assertThat(JSON.readTree(shown))
        .as(heading + " in FEDERATION.md; write it with -Dhato.federation=write")
        .isEqualTo(sent);
  }

  private static Path page() {
    Path here = Path.of("FEDERATION.md");
    return Files.exists(here) ? here : Path.of("..").resolve(here);
  }
}
