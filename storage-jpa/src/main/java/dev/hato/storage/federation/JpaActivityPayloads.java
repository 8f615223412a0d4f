package dev.hato.storage.federation;

import dev.hato.activitypub.outbox.ActivityPayloads;
import dev.hato.storage.kernel.TxRunner;
import java.util.Optional;

/** The bytes of outgoing activities for deliveries, which have no transaction. Thread-safe. */
public final class JpaActivityPayloads implements ActivityPayloads {
  private final TxRunner transactions;

  public JpaActivityPayloads(TxRunner transactions) {
    this.transactions = transactions;
  }

  @Override
  public long put(byte[] activity) {
    return transactions.write(scope -> new PayloadRows(scope).put(activity));
  }

  @Override
  public Optional<byte[]> find(long id) {
    return transactions.read(scope -> new PayloadRows(scope).find(id));
  }
}
