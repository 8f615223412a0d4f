package dev.hato.server.crash;

import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** What clients were told, which the server has to keep. Thread-safe. */
final class History {
  /** The text of each acknowledged post, and the id that it was acknowledged with. */
  final Map<String, String> posts = new ConcurrentHashMap<>();

  /** Texts of posts whose answer was lost and that were not sent again. */
  final Set<String> unknown = ConcurrentHashMap.newKeySet();

  /** The uris of posts whose boost was acknowledged. */
  final Set<String> boosted = ConcurrentHashMap.newKeySet();

  /** The ids of posts that somebody on another server likes, acknowledged by the inbox. */
  final Set<String> liked = ConcurrentHashMap.newKeySet();

  /** Uris of posts that wait for a like. */
  final BlockingQueue<Posted> likeable = new LinkedBlockingQueue<>();

  /** Answers that should not have been. */
  final Queue<String> contradictions = new ConcurrentLinkedQueue<>();

  /** How many answers were lost. */
  final Queue<String> lost = new ConcurrentLinkedQueue<>();

  private final Semaphore acknowledgements = new Semaphore(0);

  /** An acknowledged post. */
  record Posted(String id, String uri) {}

  /** Notes the answer to a post, which may be the answer to a repetition. */
  void acknowledge(String text, Posted posted) {
    String before = posts.put(text, posted.id());
    if (before != null && !before.equals(posted.id())) {
      contradictions.add(text + " is " + posted.id() + ", but was " + before);
    }
    acknowledgements.release();
  }

  /** Waits for so many acknowledged posts from now on. */
  void awaitPosts(int count) throws InterruptedException {
    int unused = acknowledgements.drainPermits();
    if (!acknowledgements.tryAcquire(count, 1, TimeUnit.MINUTES)) {
      throw new IllegalStateException("nobody can post: " + contradictions);
    }
  }
}
