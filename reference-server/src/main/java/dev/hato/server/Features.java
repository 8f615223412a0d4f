package dev.hato.server;

import dev.hato.server.http.Access;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Feature;
import java.util.List;

/** The feature list: each feature is constructed by hand with what it needs of the machinery. */
final class Features {
  private Features() {}

  static List<Feature> of(Machinery machinery) {
    return List.of(
        registry ->
            registry.get("/health", Access.anyone(), Privacy.PUBLIC, _ -> HttpResponse.text("OK")));
  }
}
