package dev.hato.activitypub.internal;

import dev.hato.activitypub.vocab.Iri;
import java.util.Optional;

/** The host of an address as health and concurrency are counted by. */
public final class Authorities {
  private Authorities() {}

  /** Host, and port where it is not the default; empty for what cannot be delivered to. */
  public static Optional<String> of(Iri iri) {
    return iri.isHttp()
        ? iri.origin().map(origin -> origin.substring(origin.indexOf("://") + 3))
        : Optional.empty();
  }
}
