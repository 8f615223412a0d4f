package dev.hato.server.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Sends an {@link HttpResponse} through Jetty without holding the request's thread. */
final class Answer {
  private Answer() {}

  static void send(HttpResponse answer, Response response, Callback callback) throws IOException {
    response.setStatus(answer.status());
    HttpFields.Mutable headers = response.getHeaders();
    Set<String> replaced = new HashSet<>();
    for (HttpResponse.Header header : answer.headers()) {
      if (replaced.add(header.name().toLowerCase(Locale.ROOT))) {
        headers.put(header.name(), header.value());
      } else {
        headers.add(new HttpField(header.name(), header.value()));
      }
    }
    switch (answer.body()) {
      case HttpResponse.Body.Bytes body ->
          response.write(true, ByteBuffer.wrap(body.bytes()), callback);
      case HttpResponse.Body.File file ->
          Content.copy(Content.Source.from(file.path()), response, callback);
      case HttpResponse.Body.Stream stream ->
          Content.copy(Content.Source.from(stream.source().open()), response, callback);
    }
  }
}
