package dev.hato.server.federation;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Viewer;
import java.util.List;
import java.util.Optional;

/**
 * What local posts are as documents: answered by the feature that owns posts. Empty is what does
 * not exist and what the viewer may not see; a tombstone is what was deleted.
 */
public interface PostSource {
  /** A post. */
  Optional<ApObject> note(Viewer viewer, String username, long id);

  /** The activity that published a post or a boost. */
  Optional<ApObject> activity(Viewer viewer, String username, long id);

  /** The open answers to a post. */
  Optional<ApObject> replies(Viewer viewer, String username, long id);

  /** What an account posted and boosted, newest first. */
  List<? extends Activity> outbox(Viewer viewer, long accountId, Page page);

  /** How many activities {@link #outbox} gives in all. */
  long outboxSize(Viewer viewer, long accountId);

  /** What an account put on top of its profile. */
  List<? extends ApObject> featured(Viewer viewer, long accountId);
}
