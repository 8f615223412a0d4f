package dev.hato.activitypub;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class PathTemplateTest {
  private final PathTemplate template = new PathTemplate("/users/{user}/statuses/{id}");

  @Test
  void givesTheDecodedParts() {
    assertThat(template.match("/users/alice/statuses/1"))
        .contains(Map.of("user", "alice", "id", "1"));
    assertThat(template.match("/users/%E9%B3%A9/statuses/a+b"))
        .contains(Map.of("user", "鳩", "id", "a+b"));
  }

  @Test
  void aPartMayHaveAPrefix() {
    PathTemplate page = new PathTemplate("/@{name}/{id}");
    assertThat(page.match("/@alice/1")).contains(Map.of("name", "alice", "id", "1"));
    assertThat(page.match("/alice/1")).isEmpty();
    assertThat(page.match("/@/1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/users/alice/statuses",
        "/users/alice/statuses/",
        "/users/alice/statuses/1/",
        "/users//statuses/1",
        "/users/alice/statuses/%2e%2e%2f",
        "/users/alice/statuses/%zz",
        "/Users/alice/statuses/1",
        "//users/alice/statuses/1"
      })
  void takesNothingElse(String path) {
    assertThat(template.match(path)).isEmpty();
  }
}
