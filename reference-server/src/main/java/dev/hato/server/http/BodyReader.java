package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartConfig;
import org.eclipse.jetty.http.MultiPartFormData;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Reads a whole body within its limits before the handler is admitted, so that a slow client holds
 * a virtual thread and nothing else. Small bodies stay in memory; multipart bodies go to temporary
 * files.
 */
final class BodyReader {
  private static final int MOST_PARTS = 32;

  private final HttpLimits limits;
  private final Path temporary;

  BodyReader(HttpLimits limits, Path temporary) {
    this.limits = limits;
    this.temporary = temporary;
  }

  RequestBody read(Request request) {
    String type = contentType(request);
    String query = request.getHttpURI().getQuery();
    if (request.getLength() == 0) {
      return new SmallBody(new byte[0], type, query);
    }
    try {
      if (type.equals("multipart/form-data")) {
        return new MultipartBody(parts(request), query, temporary);
      }
      Content.Source source =
          new MeteredSource(request, limits.sizes().body(), limits.times().body());
      return new SmallBody(Content.Source.asInputStream(source).readAllBytes(), type, query);
    } catch (IOException | RuntimeException e) {
      throw problem(e);
    }
  }

  private MultiPartFormData.Parts parts(Request request) {
    if (MultiPart.extractBoundary(request.getHeaders().get("Content-Type")) == null) {
      throw Problem.badRequest("The multipart body has no boundary");
    }
    MultiPartConfig config =
        new MultiPartConfig.Builder()
            .location(temporary)
            .maxParts(MOST_PARTS)
            .maxSize(limits.sizes().upload())
            .maxPartSize(limits.sizes().upload())
            .maxMemoryPartSize(64 * 1024)
            .maxHeadersSize(8 * 1024)
            .useFilesForPartsWithoutFileName(false)
            .build();
    Content.Source source =
        new MeteredSource(request, limits.sizes().upload(), limits.times().body());
    return MultiPartFormData.getParts(
        source, request, request.getHeaders().get("Content-Type"), config);
  }

  private static Problem problem(Throwable cause) {
    for (Throwable at = cause; at != null; at = at.getCause()) {
      if (at instanceof Problem problem) {
        return problem;
      }
      if (at instanceof IllegalStateException) {
        return Problems.ofStatus(413).causedBy(cause);
      }
      if (at instanceof TimeoutException) {
        return Problems.ofStatus(408).causedBy(cause);
      }
    }
    return Problem.badRequest("The request body is malformed").causedBy(cause);
  }

  private static String contentType(Request request) {
    String type = request.getHeaders().get("Content-Type");
    if (type == null) {
      return "";
    }
    int semicolon = type.indexOf(';');
    return (semicolon < 0 ? type : type.substring(0, semicolon)).trim().toLowerCase(Locale.ROOT);
  }
}
