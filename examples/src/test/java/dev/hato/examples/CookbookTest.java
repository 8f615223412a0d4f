package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.vocab.ApObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** What the recipes make is what the files of the cookbook show, byte for value. */
final class CookbookTest {
  private static final Path FOLDER = Path.of("../docs/guide/cookbook");
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  private static final Map<String, ApObject> RECIPES =
      new TreeMap<>(
          Map.ofEntries(
              Map.entry("post", Recipes.post()),
              Map.entry("publish", Recipes.publish()),
              Map.entry("mention", Recipes.mention()),
              Map.entry("direct", Recipes.direct()),
              Map.entry("hashtag", Recipes.hashtag()),
              Map.entry("emoji", Recipes.emoji()),
              Map.entry("media", Recipes.media()),
              Map.entry("content-warning", Recipes.contentWarning()),
              Map.entry("poll", Recipes.poll()),
              Map.entry("vote", Recipes.vote()),
              Map.entry("quote", Recipes.quote()),
              Map.entry("quote-request", Recipes.quoteRequest()),
              Map.entry("reply", Recipes.reply()),
              Map.entry("japanese", Recipes.japanese()),
              Map.entry("who-may-answer", Recipes.whoMayAnswer()),
              Map.entry("edit", ActivityRecipes.edit()),
              Map.entry("delete", ActivityRecipes.delete()),
              Map.entry("boost", ActivityRecipes.boost()),
              Map.entry("unboost", ActivityRecipes.unboost()),
              Map.entry("reaction.misskey", ActivityRecipes.reactionForMisskey()),
              Map.entry("reaction.pleroma", ActivityRecipes.reactionForPleroma()),
              Map.entry("profile", ActivityRecipes.profile()),
              Map.entry("pinned", ActivityRecipes.pinned()),
              Map.entry("pin", ActivityRecipes.pin())));

  static Set<String> recipes() {
    return RECIPES.keySet();
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void theRecipeMakesItsFile(String name) throws IOException {
    JsonNode made = JSON.readTree(ApWriter.write(RECIPES.get(name)));
    Path file = FOLDER.resolve(name + ".json");
    if (Boolean.getBoolean("hato.golden")) {
      Files.createDirectories(FOLDER);
      Files.writeString(file, JSON.writeValueAsString(made) + "\n");
    }

    assertThat(made).isEqualTo(JSON.readTree(Files.readString(file)));
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void everyTermIsDefinedByItsContext(String name) {
    ReadResult result = ApReader.standard().read(ApWriter.write(RECIPES.get(name)));

    assertThat(((ReadResult.Read) result).diagnostics()).isEmpty();
  }

  @Test
  void everyFileHasARecipeAndStandsOnThePage() throws IOException {
    String page = Files.readString(Path.of("../docs/guide/cookbook.md"));
    try (Stream<Path> files = Files.list(FOLDER)) {
      Set<String> names =
          files
              .map(file -> file.getFileName().toString().replace(".json", ""))
              .collect(Collectors.toSet());

      assertThat(names).isEqualTo(recipes());
      assertThat(names).allSatisfy(name -> assertThat(page).contains("cookbook/" + name + ".json"));
    }
  }
}
