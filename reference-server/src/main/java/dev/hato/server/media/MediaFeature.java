package dev.hato.server.media;

import dev.hato.server.federation.SiteUrls;
import dev.hato.server.files.FileNames;
import dev.hato.server.files.FileStore;
import dev.hato.server.http.Access;
import dev.hato.server.http.Privacy;
import dev.hato.server.plug.Feature;
import dev.hato.server.plug.Registry;
import dev.hato.storage.Transactions;
import java.time.InstantSource;

/** Uploads and the files behind posts and profiles. */
public final class MediaFeature implements Feature {
  private final MediaRoutes routes;

  public MediaFeature(
      Transactions transactions,
      FileStore files,
      FileNames names,
      SiteUrls urls,
      InstantSource clock) {
    this.routes =
        new MediaRoutes(
            transactions,
            new AttachmentView(urls),
            new UploadMedia(transactions, files, names, clock),
            files);
  }

  @Override
  public void plugIn(Registry registry) {
    Access write = Access.scope("write:media");
    registry.post("/api/v1/media", write, Privacy.OWN, routes::post);
    registry.post("/api/v2/media", write, Privacy.OWN, routes::post);
    registry.get("/api/v1/media/{id}", write, Privacy.OWN, routes::get);
    registry.put("/api/v1/media/{id}", write, Privacy.OWN, routes::put);
    registry.patch("/api/v1/media/{id}", write, Privacy.OWN, routes::put);
    registry.delete("/api/v1/media/{id}", write, Privacy.OWN, routes::delete);
    registry.get("/media/{folder}/{shelf}/{file}", Access.anyone(), Privacy.PUBLIC, routes::file);
  }
}
