package dev.hato.activitypub.json;

import dev.hato.activitypub.json.ReadResult.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Builds the tree of one document and stops at the first thing that breaks a limit, so that a
 * hostile document costs no more than what was read up to there. Numbers keep their digits.
 */
final class TreeBuilder {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final JsonParser parser;
  private final int maxDepth;
  private int tokensLeft;

  TreeBuilder(JsonParser parser, int maxDepth, int maxTokens) {
    this.parser = parser;
    this.maxDepth = maxDepth;
    this.tokensLeft = maxTokens;
  }

  /** The only object of the input. */
  ObjectNode document() throws Refused {
    @Nullable JsonToken first = next();
    if (first != JsonToken.START_OBJECT) {
      throw first == null
          ? new Refused(Reason.NOT_JSON, "nothing to read")
          : new Refused(Reason.NOT_OBJECT, "the document is not a JSON object");
    }
    ObjectNode document = object(1);
    if (next() != null) {
      throw new Refused(Reason.NOT_JSON, "something follows after the document");
    }
    return document;
  }

  private ObjectNode object(int depth) throws Refused {
    ObjectNode object = NODES.objectNode();
    while (next() != JsonToken.END_OBJECT) {
      String name = parser.currentName();
      if (object.replace(name, value(next(), depth)) != null) {
        throw new Refused(Reason.DUPLICATE_KEY, "an object names a property twice");
      }
    }
    return object;
  }

  private ArrayNode array(int depth) throws Refused {
    ArrayNode array = NODES.arrayNode();
    for (JsonToken token = next(); token != JsonToken.END_ARRAY; token = next()) {
      array.add(value(token, depth));
    }
    return array;
  }

  private JsonNode value(@Nullable JsonToken token, int depth) throws Refused {
    if (token == null) {
      throw new Refused(Reason.NOT_JSON, "the document ends too early");
    }
    return switch (token) {
      case START_OBJECT -> object(deeper(depth));
      case START_ARRAY -> array(deeper(depth));
      case VALUE_STRING -> NODES.stringNode(parser.getString());
      case VALUE_NUMBER_INT -> integer();
      case VALUE_NUMBER_FLOAT -> decimal();
      case VALUE_TRUE -> NODES.booleanNode(true);
      case VALUE_FALSE -> NODES.booleanNode(false);
      case VALUE_NULL -> NODES.nullNode();
      case END_OBJECT, END_ARRAY, PROPERTY_NAME, VALUE_EMBEDDED_OBJECT, NOT_AVAILABLE ->
          throw new Refused(Reason.NOT_JSON, "not well-formed JSON");
    };
  }

  private JsonNode decimal() throws Refused {
    try {
      return NODES.numberNode(parser.getDecimalValue());
    } catch (NumberFormatException beyondBigDecimal) {
      throw new Refused(Reason.NOT_JSON, "a number is out of every range");
    }
  }

  private JsonNode integer() {
    return switch (parser.getNumberType()) {
      case INT -> NODES.numberNode(parser.getIntValue());
      case LONG -> NODES.numberNode(parser.getLongValue());
      case BIG_INTEGER, FLOAT, DOUBLE, BIG_DECIMAL -> NODES.numberNode(parser.getBigIntegerValue());
    };
  }

  private int deeper(int depth) throws Refused {
    if (depth >= maxDepth) {
      throw new Refused(Reason.TOO_DEEP, "nested deeper than " + maxDepth);
    }
    return depth + 1;
  }

  private @Nullable JsonToken next() throws Refused {
    if (--tokensLeft < 0) {
      throw new Refused(Reason.TOO_MANY_TOKENS, "more JSON tokens than are read");
    }
    return parser.nextToken();
  }

  /** Ends the reading; carries no trace, since it is an answer and no fault. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    final Reason reason;
    final String detail;

    Refused(Reason reason, String detail) {
      super(detail, null, false, false);
      this.reason = reason;
      this.detail = detail;
    }
  }
}
