package dev.hato.activitypub;

import dev.hato.activitypub.vocab.ApObject;
import java.util.Optional;

/** The application's objects and activities behind one route. Called from many threads. */
@FunctionalInterface
public interface DocumentSource {
  /**
   * The document at an address, for who asks: what {@link DocumentRequest#signer()} may not see is
   * empty, exactly like what does not exist. A tombstone is answered with 410.
   */
  Optional<ApObject> find(DocumentRequest request);
}
