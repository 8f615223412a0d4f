package dev.hato.storage.statuses;

import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.kernel.TxScope;
import java.util.List;

/** What accounts put aside for themselves. */
public final class Bookmarks {
  private final MarkedStatuses marks;

  public Bookmarks(TxScope scope) {
    this.marks = new MarkedStatuses(scope, "bookmarks");
  }

  /** Whether it was not bookmarked yet. */
  public boolean add(long accountId, long statusId) {
    return marks.add(accountId, statusId);
  }

  /** Whether it was bookmarked. */
  public boolean remove(long accountId, long statusId) {
    return marks.remove(accountId, statusId);
  }

  /** What an account bookmarked, the last first, as far as it may still see it. One statement. */
  public List<Listed<Long>> statuses(long accountId, Page page) {
    return marks.of(accountId, page);
  }
}
