package dev.hato.activitypub;

import dev.hato.activitypub.vocab.Iri;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request for one of our documents, as a source of documents sees it. Who asks is found out only
 * when somebody wants to know: it may cost the fetch of a key, and makes the answer one that no
 * cache may share. For one thread.
 */
public final class DocumentRequest {
  private final Iri id;
  private final Map<String, String> values;
  private final Supplier<Optional<Iri>> verification;
  private @Nullable Optional<Iri> signer;

  DocumentRequest(Iri id, Map<String, String> values, Supplier<Optional<Iri>> verification) {
    this.id = id;
    this.values = values;
    this.verification = verification;
  }

  /** The address that is asked for, without its query: the id of what is there. */
  public Iri id() {
    return id;
  }

  /**
   * A part of the path.
   *
   * @throws IllegalArgumentException when the route has no such part
   */
  public String value(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(
          "the route has no part {" + name + "}, only " + values.keySet());
    }
    return value;
  }

  /** The verified remote actor that asks; empty for an unsigned request, or one wrongly signed. */
  public Optional<Iri> signer() {
    if (signer == null) {
      signer = verification.get();
    }
    return signer;
  }

  /** Whether the answer may depend on who asks. */
  boolean isPersonal() {
    return signer != null && signer.isPresent();
  }
}
