package dev.hato.storage.federation;

import dev.hato.storage.kernel.Dialect;

final class FederationOnH2Test extends FederationContracts {
  FederationOnH2Test() {
    super(Dialect.H2);
  }
}
