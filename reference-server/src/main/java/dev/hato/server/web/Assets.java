package dev.hato.server.web;

import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.kernel.Problem;
import dev.hato.server.kernel.Secrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** The program's own files, by a fixed list of names; kept in memory, a few kilobytes. */
final class Assets {
  private static final Map<String, String> TYPES =
      Map.of(
          "hato.css", "text/css; charset=utf-8",
          "hato.svg", "image/svg+xml",
          "avatar.png", "image/png",
          "header.png", "image/png");

  private final Map<String, Asset> assets = new HashMap<>();

  private record Asset(HttpResponse answer, String tag) {}

  Assets() {
    TYPES.forEach((name, type) -> assets.put(name, load(name, type)));
  }

  /** The file, or 304 for those who have it. */
  HttpResponse serve(HttpRequest request) {
    Asset asset = assets.get(request.pathParam("name"));
    if (asset == null) {
      throw Problem.notFound();
    }
    boolean known = request.header("If-None-Match").filter(asset.tag()::equals).isPresent();
    return known ? cached(HttpResponse.empty(304), asset.tag()) : asset.answer();
  }

  private static Asset load(String name, String type) {
    try (InputStream in = Assets.class.getResourceAsStream("assets/" + name)) {
      if (in == null) {
        throw new IllegalStateException("The program lacks its file assets/" + name);
      }
      byte[] bytes = in.readAllBytes();
      String tag = "\"" + Secrets.hash(new String(bytes, StandardCharsets.ISO_8859_1)) + "\"";
      return new Asset(cached(HttpResponse.bytes(type, bytes), tag), tag);
    } catch (IOException e) {
      throw new UncheckedIOException("The program's file assets/" + name + " cannot be read", e);
    }
  }

  private static HttpResponse cached(HttpResponse answer, String tag) {
    return answer
        .with("ETag", tag)
        .with("Cache-Control", "public, max-age=86400")
        .with("Access-Control-Allow-Origin", "*");
  }
}
