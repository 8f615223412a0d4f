package dev.hato.server.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.jetty.http.MultiPart;
import org.eclipse.jetty.http.MultiPartFormData;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A multipart form: text parts are parameters, file parts are {@link Upload}s in temporary files.
 */
final class MultipartBody implements RequestBody {
  private final MultiPartFormData.Parts parts;
  private final List<Path> files = new ArrayList<>();
  private final Params params;

  MultipartBody(MultiPartFormData.Parts parts, @Nullable String query, Path temporary) {
    this.parts = parts;
    ParamTree tree = new ParamTree();
    tree.addEncoded(query);
    ParamTree form = new ParamTree();
    try {
      for (MultiPart.Part part : parts) {
        add(form, part, temporary);
      }
    } catch (IOException e) {
      close();
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
    tree.merge(form);
    this.params = tree.toParams();
  }

  @Override
  public byte[] bytes() {
    return new byte[0];
  }

  @Override
  public Params params() {
    return params;
  }

  @Override
  public void close() {
    parts.close();
    for (Path file : files) {
      try {
        Files.deleteIfExists(file);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private void add(ParamTree form, MultiPart.Part part, Path temporary) throws IOException {
    String name = part.getName();
    if (name == null) {
      return;
    }
    String fileName = part.getFileName();
    if (fileName == null) {
      form.add(name, ParamTree.text(part.getContentAsString(StandardCharsets.UTF_8)));
    } else if (!fileName.isEmpty() || part.getLength() > 0) {
      Path file = Files.createTempFile(temporary, "upload", "");
      files.add(file);
      part.writeTo(file);
      String type = part.getHeaders().get("Content-Type");
      Upload upload =
          new Upload(
              fileName, type == null ? "application/octet-stream" : type, Files.size(file), file);
      form.add(name, JsonNodeFactory.instance.pojoNode(upload));
    }
  }
}
