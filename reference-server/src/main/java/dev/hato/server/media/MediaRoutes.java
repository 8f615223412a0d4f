package dev.hato.server.media;

import dev.hato.server.files.FileStore;
import dev.hato.server.http.HttpRequest;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Params;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.media.Focus;
import dev.hato.storage.media.Media;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/** The media part of the API, and the stored files themselves. */
final class MediaRoutes {
  private static final Map<String, String> TYPES =
      Map.of("jpg", "image/jpeg", "png", "image/png", "gif", "image/gif", "webp", "image/webp");

  private final Transactions transactions;
  private final AttachmentView view;
  private final UploadMedia upload;
  private final FileStore files;

  MediaRoutes(Transactions transactions, AttachmentView view, UploadMedia upload, FileStore files) {
    this.transactions = transactions;
    this.view = view;
    this.upload = upload;
    this.files = files;
  }

  HttpResponse post(HttpRequest request) {
    return HttpResponse.json(view.render(upload.upload(caller(request), request.params())));
  }

  HttpResponse get(HttpRequest request) {
    return HttpResponse.json(
        view.render(transactions.read(tx -> own(tx, request.pathId("id"), caller(request)))));
  }

  HttpResponse put(HttpRequest request) {
    Params params = request.params();
    Optional<Focus> focus = UploadMedia.focus(params);
    Media changed =
        transactions.write(
            tx -> {
              Media media = own(tx, request.pathId("id"), caller(request));
              Media.Builder change = media.toBuilder();
              if (params.has("description")) {
                change.description(UploadMedia.description(params));
              }
              focus.ifPresent(
                  point -> change.focus(point).meta(MediaMeta.with(media.meta(), point)));
              Media built = change.build();
              if (!tx.media().change(built)) {
                throw Problem.notFound();
              }
              return built;
            });
    return HttpResponse.json(view.render(changed));
  }

  HttpResponse delete(HttpRequest request) {
    Media removed =
        transactions.write(
            tx -> {
              Media media = own(tx, request.pathId("id"), caller(request));
              if (!tx.media().removeUnattached(media.id(), media.accountId())) {
                throw Problem.invalid("Validation failed: the attachment belongs to a post");
              }
              return media;
            });
    try {
      files.delete(removed.fileKey());
      files.delete(removed.thumbnailKey());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return HttpResponse.json(Map.of());
  }

  /** A stored file: never changed under its name, never a page of ours (K09). */
  HttpResponse file(HttpRequest request) {
    String folder = request.path().substring("/media/".length());
    return files
        .find(folder)
        .map(
            path ->
                HttpResponse.file(type(folder), path)
                    .with("Cache-Control", "public, max-age=31536000, immutable")
                    .with("Content-Security-Policy", "default-src 'none'; sandbox")
                    .with("X-Content-Type-Options", "nosniff"))
        .orElseThrow(Problem::notFound);
  }

  private static String type(String name) {
    return TYPES.getOrDefault(
        name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
  }

  private static Media own(Tx tx, long id, long accountId) {
    return tx.media().findByIdAndOwner(id, accountId).orElseThrow(Problem::notFound);
  }

  private static long caller(HttpRequest request) {
    return request
        .caller()
        .viewer()
        .orElseThrow(() -> Problem.forbidden("This method requires an authenticated user"));
  }
}
