package dev.hato.server.timelines;

import dev.hato.storage.timelines.FeedEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One home feed: at most {@value #MOST} ids, newest first, in two arrays of numbers (16 bytes a
 * line). Beside each id stands the original that it shows, so that an original is not shown again
 * within the newest {@value #NEAR} lines. Safe for threads: each change makes new arrays.
 */
final class Feed {
  static final int MOST = 800;
  private static final int NEAR = 80;

  private record Lines(long[] ids, long[] originals) {}

  private volatile Lines lines;
  private final boolean whole;

  private Feed(Lines lines, boolean whole) {
    this.lines = lines;
    this.whole = whole;
  }

  /**
   * A feed of entries that come newest first.
   *
   * @param whole whether there are no older ones
   */
  static Feed of(List<FeedEntry> entries, boolean whole) {
    Feed feed = new Feed(new Lines(new long[0], new long[0]), whole);
    List<FeedEntry> oldestFirst = new ArrayList<>(entries);
    java.util.Collections.reverse(oldestFirst);
    oldestFirst.forEach(entry -> feed.push(entry.id(), entry.reblogOfId().orElse(entry.id())));
    return feed;
  }

  /** Puts a line into its place; false when it, or what it shows, is there already. */
  synchronized boolean push(long id, long original) {
    Lines now = lines;
    for (int i = 0; i < Math.min(NEAR, now.ids.length); i++) {
      if (now.ids[i] == id || now.originals[i] == original || now.ids[i] == original) {
        return false;
      }
    }
    int place = placeOf(now.ids, id);
    if (place >= MOST) {
      return false;
    }
    lines = new Lines(with(now.ids, place, id), with(now.originals, place, original));
    return true;
  }

  /** Takes lines out that show a status. */
  synchronized void remove(long status) {
    Lines now = lines;
    int kept = 0;
    long[] ids = new long[now.ids.length];
    long[] originals = new long[now.ids.length];
    for (int i = 0; i < now.ids.length; i++) {
      if (now.ids[i] != status && now.originals[i] != status) {
        ids[kept] = now.ids[i];
        originals[kept++] = now.originals[i];
      }
    }
    lines = new Lines(Arrays.copyOf(ids, kept), Arrays.copyOf(originals, kept));
  }

  /** Whether nothing is older than its last line. */
  boolean isWhole() {
    return whole && lines.ids.length < MOST;
  }

  /** The ids, newest first; not to be changed. */
  long[] ids() {
    return lines.ids;
  }

  private static int placeOf(long[] ids, long id) {
    int place = 0;
    while (place < ids.length && ids[place] > id) {
      place++;
    }
    return place;
  }

  private static long[] with(long[] before, int place, long value) {
    long[] after = new long[Math.min(MOST, before.length + 1)];
    System.arraycopy(before, 0, after, 0, place);
    after[place] = value;
    System.arraycopy(before, place, after, place + 1, after.length - place - 1);
    return after;
  }
}
