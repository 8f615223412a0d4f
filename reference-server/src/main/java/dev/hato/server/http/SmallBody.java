package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A body in memory: JSON, a form, or bytes of any other type that only {@link #bytes()} gives out.
 */
final class SmallBody implements RequestBody {
  private final byte[] bytes;
  private final String type;
  private final @Nullable String query;
  private @Nullable Params params;

  SmallBody(byte[] bytes, String type, @Nullable String query) {
    this.bytes = bytes;
    this.type = type;
    this.query = query;
  }

  @Override
  public byte[] bytes() {
    return bytes;
  }

  @Override
  public Params params() {
    if (params == null) {
      params = parse();
    }
    return params;
  }

  private Params parse() {
    ParamTree tree = new ParamTree();
    tree.addEncoded(query);
    if (bytes.length > 0) {
      switch (type) {
        case "application/json" -> tree.addJson(json());
        case "", "application/x-www-form-urlencoded" -> {
          ParamTree form = new ParamTree();
          form.addEncoded(new String(bytes, StandardCharsets.UTF_8));
          tree.merge(form);
        }
        default -> throw Problems.ofStatus(415);
      }
    }
    return tree.toParams();
  }

  private ObjectNode json() {
    try {
      JsonNode node = Json.mapper().readTree(bytes);
      if (node instanceof ObjectNode object) {
        return object;
      }
    } catch (StreamConstraintsException e) {
      throw Problem.badRequest("The JSON of the request body is too deep or too large").causedBy(e);
    } catch (JacksonException e) {
      throw Problem.badRequest("The request body is not valid JSON").causedBy(e);
    }
    throw Problem.badRequest("The JSON of the request body must be an object");
  }
}
