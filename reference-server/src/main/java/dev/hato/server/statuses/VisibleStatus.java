package dev.hato.server.statuses;

import dev.hato.server.kernel.Problem;
import dev.hato.storage.Tx;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;

/** Finds the post that a request is about; hidden ones are answered like missing ones (L8). */
final class VisibleStatus {
  private VisibleStatus() {}

  /** The status or boost itself. */
  static LoadedStatus load(Tx tx, Viewer viewer, long id) {
    return tx.statusQueries().load(viewer, id).orElseThrow(Problem::notFound);
  }

  /** The post, where a boost is named its original: what is marked, boosted or answered. */
  static Status original(Tx tx, long accountId, long id) {
    LoadedStatus loaded = load(tx, Viewer.of(accountId), id);
    return loaded.reblog().orElse(loaded).status();
  }

  /** The post to favourite or boost, which is refused where the account blocks its author. */
  static Status markable(Tx tx, long accountId, long id) {
    Status status = original(tx, accountId, id);
    if (tx.blocks().exists(accountId, status.accountId())) {
      throw Problem.forbidden("This action is not allowed");
    }
    return status;
  }

  /** A post of the account's own, which is not a boost. */
  static LoadedStatus own(Tx tx, long accountId, long id) {
    LoadedStatus loaded = load(tx, Viewer.of(accountId), id);
    if (loaded.author().id() != accountId || loaded.status().isBoost()) {
      throw Problem.notFound();
    }
    return loaded;
  }
}
