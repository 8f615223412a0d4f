package dev.hato.server.privacy;

import dev.hato.storage.statuses.Visibility;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A post that is looked for.
 *
 * @param word stands in this post and nowhere else; a boost has none
 * @param former the word of the version before an edit, or empty
 * @param named who is mentioned
 * @param parent what it answers
 * @param original what it boosts
 */
record Post(
    String name,
    String word,
    String former,
    long id,
    Viewer author,
    Visibility visibility,
    Set<Viewer> named,
    @Nullable Post parent,
    @Nullable Post original,
    boolean media,
    boolean pinned,
    boolean deleted) {

  Optional<Post> boosted() {
    return Optional.ofNullable(original);
  }

  boolean isBoost() {
    return original != null;
  }

  /** What a reader of the post reads: its own word or that of what it boosts. */
  String shown() {
    return original == null ? word : original.word();
  }

  boolean answersOthers() {
    return parent != null && parent.author() != author;
  }

  boolean isOpen() {
    return visibility.isOpen();
  }

  @Override
  public String toString() {
    return visibility + " " + name + " of " + author;
  }
}
