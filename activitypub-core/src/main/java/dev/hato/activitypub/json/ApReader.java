package dev.hato.activitypub.json;

import dev.hato.activitypub.json.Diagnostic.Kind;
import dev.hato.activitypub.json.ReadResult.Reason;
import dev.hato.activitypub.json.ReadResult.Unreadable;
import dev.hato.activitypub.vocab.TypeRegistry;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonReadFeature;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads documents from bytes: the first gate behind the signature. It is lenient about shapes, of
 * which it keeps a list, and strict about limits: at most 1 MiB, nesting of 32, strings of 512 Ki
 * characters, numbers of 64, names of 256, 5,000 tokens, and no name twice in an object. It never
 * throws for bad input, never fetches anything, and its texts never repeat what was read.
 *
 * <p>The view that it gives is of the normalised document: where the context gives other meanings
 * to known terms, or names them in another way, the document is processed as JSON-LD with the
 * bundled contexts first. So the handlers of an application see one meaning only, and a document
 * says the same whether its terms were plain or renamed. The limits hold for the normalised
 * document as well: what was read and is written can be read again. Immutable and thread-safe.
 */
public final class ApReader {
  private static final int MAX_DEPTH = 32;
  private static final ApReader STANDARD = newBuilder().build();

  private final TypeRegistry types;
  private final int maxBytes;
  private final int maxTokens;
  private final JsonFactory json;

  private ApReader(Builder builder) {
    this.types = builder.types;
    this.maxBytes = builder.maxBytes;
    this.maxTokens = builder.maxTokens;
    this.json =
        JsonFactory.builder()
            // Raw line breaks in strings are about (the Activity Streams examples have one).
            .enable(JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS)
            .streamReadConstraints(
                StreamReadConstraints.builder()
                    .maxDocumentLength(maxBytes)
                    // One more, so that it is the tree builder that says what is wrong.
                    .maxNestingDepth(MAX_DEPTH + 1)
                    .maxStringLength(512 * 1024)
                    .maxNumberLength(64)
                    .maxNameLength(256)
                    .build())
            .build();
  }

  /** The reader with the standard types and limits. */
  public static ApReader standard() {
    return STANDARD;
  }

  /** Starts a reader with types or limits of its own. */
  public static Builder newBuilder() {
    return new Builder();
  }

  /** Reads a document. */
  public ReadResult read(byte[] bytes) {
    return parse(bytes, this::view);
  }

  /**
   * Reads a document and leaves it as it is, whatever its context says: what proofs are computed
   * over. Not for handlers, since its terms may have other meanings than they seem to.
   */
  public ReadResult readAsItIs(byte[] bytes) {
    return parse(bytes, tree -> new ReadResult.Read(types.view(tree), List.of()));
  }

  /** What a tree is shown as. */
  private interface Showing {
    ReadResult of(ObjectNode tree) throws TreeBuilder.Refused;
  }

  private ReadResult parse(byte[] bytes, Showing showing) {
    if (bytes.length > maxBytes) {
      return new Unreadable(
          Reason.TOO_LARGE, bytes.length + " bytes, and at most " + maxBytes + " are read");
    }
    try {
      return showing.of(tree(bytes));
    } catch (TreeBuilder.Refused refused) {
      return new Unreadable(refused.reason, refused.detail);
    } catch (StreamConstraintsException tooLong) {
      return new Unreadable(
          Reason.VALUE_TOO_LONG, "a string, number or name is longer than is read");
    } catch (JacksonException notJson) {
      return new Unreadable(Reason.NOT_JSON, "not well-formed UTF-8 JSON");
    }
  }

  private ObjectNode tree(byte[] bytes) throws TreeBuilder.Refused {
    try (JsonParser parser = json.createParser(ObjectReadContext.empty(), bytes)) {
      return new TreeBuilder(parser, MAX_DEPTH, maxTokens).document();
    }
  }

  private ReadResult view(ObjectNode tree) throws TreeBuilder.Refused {
    DocumentCheck check = DocumentCheck.of(tree);
    List<Diagnostic> diagnostics = check.contextDiagnostics();
    ObjectNode shown = tree;
    if (check.needsNormalising()) {
      Optional<ObjectNode> normalised = Normaliser.normalise(tree, check);
      Kind kind = normalised.isPresent() ? Kind.NORMALISED : Kind.NOT_NORMALISED;
      diagnostics.add(new Diagnostic(kind, "/@context"));
      if (normalised.isPresent()) {
        shown = tree(ApWriter.write(types.view(normalised.get())));
      }
    }
    diagnostics.addAll((shown == tree ? check : DocumentCheck.of(shown)).diagnostics());
    return new ReadResult.Read(types.view(shown), List.copyOf(diagnostics));
  }

  /** Collects what a reader is to be like. */
  public static final class Builder {
    private TypeRegistry types = TypeRegistry.standard();
    private int maxBytes = 1024 * 1024;
    private int maxTokens = 5_000;

    private Builder() {}

    /** Sets the types that documents are viewed by. */
    public Builder types(TypeRegistry registry) {
      this.types = registry;
      return this;
    }

    /** Sets how many bytes are read at most; 1 MiB when not set. */
    public Builder maxBytes(int bytes) {
      this.maxBytes = bytes;
      return this;
    }

    /** Sets how many JSON tokens are read at most; 5,000 when not set. */
    public Builder maxTokens(int tokens) {
      this.maxTokens = tokens;
      return this;
    }

    /** The reader. */
    public ApReader build() {
      return new ApReader(this);
    }
  }
}
