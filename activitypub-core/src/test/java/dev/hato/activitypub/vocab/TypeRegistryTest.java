package dev.hato.activitypub.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

class TypeRegistryTest {
  private static final byte[] RECIPE_IN_CREATE =
      """
      {"@context": ["https://www.w3.org/ns/activitystreams",
         {"food": "https://food.example/ns#", "Recipe": "food:Recipe",
          "ingredient": "food:ingredient"}],
       "type": "Create", "actor": "https://a.example/alice",
       "object": {"type": ["Recipe", "Article"], "name": "Bread",
         "ingredient": ["flour", "water"], "content": "<p>Bake</p>"}}
      """
          .getBytes(StandardCharsets.UTF_8);

  /** All that an application writes for a type of its own. */
  static final class Recipe extends ApObject {
    Recipe(ObjectNode json, TypeRegistry types) {
      super(json, types);
    }

    List<String> ingredients() {
      return texts("ingredient");
    }
  }

  private final TypeRegistry types =
      TypeRegistry.standard().register("Recipe", Recipe.class, Recipe::new);

  @Test
  void anApplicationAddsItsOwnTypeAndFindsItInsideOfActivities() {
    ReadResult result = ApReader.newBuilder().types(types).build().read(RECIPE_IN_CREATE);

    Activity create = (Activity) ((ReadResult.Read) result).object();
    ApObject object = create.object().orElseThrow().embedded().orElseThrow();
    assertThat(object).isInstanceOf(Recipe.class);
    assertThat(((Recipe) object).ingredients()).containsExactly("flour", "water");
    assertThat(object.as(Article.class).orElseThrow().content().value()).isEqualTo("<p>Bake</p>");
  }

  @Test
  void theStandardRegistryStaysAsItIs() {
    ReadResult result = ApReader.standard().read(RECIPE_IN_CREATE);

    ApObject object =
        ((Activity) ((ReadResult.Read) result).object())
            .object()
            .orElseThrow()
            .embedded()
            .orElseThrow();
    assertThat(object).isInstanceOf(Article.class);
    assertThat(object.texts("ingredient")).containsExactly("flour", "water");
  }

  @Test
  void changedCopiesKeepTheRegistry() {
    ApObject recipe = types.view(ApObject.emptyNode().put("type", "Recipe"));

    assertThat(recipe.with("name", "Soup")).isInstanceOf(Recipe.class);
  }

  @Test
  void newDocumentsOfOwnTypesCarryTheirDefinitions() {
    ApObject recipe =
        AnyBuilder.ofType("Recipe")
            .define("food", "https://food.example/ns#")
            .define("Recipe", "food:Recipe")
            .define("ingredient", "food:ingredient")
            .set("ingredient", List.of("salt"))
            .build();

    assertThat(recipe.json().get("@context").toString())
        .isEqualTo(
            "[\"https://www.w3.org/ns/activitystreams\","
                + "{\"food\":\"https://food.example/ns#\",\"Recipe\":\"food:Recipe\","
                + "\"ingredient\":\"food:ingredient\"}]");
  }

  @Test
  void activitiesAreToldApartByPatternMatching() {
    ApObject follow =
        Follow.of(
            Iri.parse("https://a.example/1"),
            Iri.parse("https://a.example/alice"),
            Iri.parse("https://b.example/bob"));

    String seen =
        switch (types.view(follow.json())) {
          case Follow f -> "follow of " + f.object().flatMap(Ref::id).orElseThrow();
          case Activity other -> "activity " + other;
          case Actor actor -> "actor " + actor;
          case ApObject other -> "object " + other;
        };

    assertThat(seen).isEqualTo("follow of https://b.example/bob");
  }
}
