package dev.hato.storage.federation;

import dev.hato.storage.kernel.Dialect;

final class FederationOnPostgresTest extends FederationContracts {
  FederationOnPostgresTest() {
    super(Dialect.POSTGRESQL);
  }
}
