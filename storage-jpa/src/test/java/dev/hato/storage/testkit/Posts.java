package dev.hato.storage.testkit;

import dev.hato.storage.Tx;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusInsert;
import dev.hato.storage.statuses.Visibility;
import java.util.Arrays;

/** Statuses in the shortest words, for tests. */
public final class Posts {
  private Posts() {}

  /** A local status to be, with an id and a uri of its own. */
  public static Status.Builder draft(Tx tx, long author) {
    long id = tx.nextId();
    return Status.newBuilder(id, author, "https://hato.example/statuses/" + id, tx.now())
        .text("words")
        .content("<p>words</p>");
  }

  /** Adds it; fails when something like it is there. */
  public static Status add(Tx tx, Status.Builder draft) {
    StatusInsert result = tx.statuses().add(draft.build());
    if (result instanceof StatusInsert.Added(Status status)) {
      return status;
    }
    throw new AssertionError("not added: " + result);
  }

  public static Status post(Tx tx, long author) {
    return post(tx, author, Visibility.PUBLIC);
  }

  public static Status post(Tx tx, long author, Visibility visibility, Long... mentioned) {
    Status status = add(tx, draft(tx, author).visibility(visibility));
    tx.statuses().mention(status.id(), Arrays.stream(mentioned).map(Mention::of).toList());
    return status;
  }

  public static Status reply(Tx tx, long author, Status parent) {
    return add(tx, draft(tx, author).visibility(parent.visibility()).inReplyTo(parent));
  }

  public static Status boost(Tx tx, long account, Status original) {
    return add(tx, draft(tx, account).text("").content("").reblogOf(original));
  }
}
