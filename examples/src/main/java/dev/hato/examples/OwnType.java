package dev.hato.examples;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.AnyBuilder;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.activitypub.vocab.TypeRegistry;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** A type of the application's own, beside those that the library knows. */
final class OwnType {
  /** Recipes: a class over the document, and a line in the registry below. */
  static final class Recipe extends ApObject {
    Recipe(ObjectNode json, TypeRegistry types) {
      super(json, types);
    }

    List<String> ingredients() {
      return texts("ingredient");
    }
  }

  static final TypeRegistry TYPES =
      TypeRegistry.standard().register("Recipe", Recipe.class, Recipe::new);
  static final ApReader READER = ApReader.newBuilder().types(TYPES).build();

  private OwnType() {}

  /** Tells documents apart. Nothing is thrown, whatever the bytes are. */
  static String describe(byte[] bytes) {
    return switch (READER.read(bytes)) {
      case ReadResult.Read read -> describe(read.object());
      case ReadResult.Unreadable unreadable -> "not read: " + unreadable.detail();
    };
  }

  private static String describe(ApObject object) {
    return switch (object) {
      case Follow follow -> "somebody follows " + follow.object().flatMap(Ref::id).orElseThrow();
      case Create create ->
          "new: " + create.object().flatMap(Ref::embedded).map(OwnType::describe).orElse("?");
      case Activity other -> "activity " + other.types();
      case Recipe recipe -> "a recipe of " + String.join(", ", recipe.ingredients());
      case Note note -> "a note: " + note.content().value();
      case ApObject other -> "something: " + other.types();
    };
  }

  /** A new document of that type, with the definitions that make others understand it. */
  static byte[] bread() {
    ApObject recipe =
        AnyBuilder.ofType("Recipe")
            .define("food", "https://food.example/ns#")
            .define("Recipe", "food:Recipe")
            .define("ingredient", "food:ingredient")
            .name("Bread")
            .set("ingredient", List.of("flour", "water"))
            .build();
    return ApWriter.write(recipe);
  }

  /** A changed copy: what the reader did not know is still there. */
  static byte[] renamed(byte[] bytes, String name) {
    ReadResult.Read read = (ReadResult.Read) READER.read(bytes);
    return ApWriter.write(read.object().with("name", name));
  }
}
