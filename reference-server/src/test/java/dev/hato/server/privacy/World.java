package dev.hato.server.privacy;

import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.server.WholeSite;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Visibility;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * What is so at a moment: who stands how to whom, who wrote what. {@link #sees} is the rule of the
 * matrix in the test's own words; it asks nothing of the server.
 */
final class World {
  static final String TAG = "singvogel";

  /** An id that nothing has. */
  static final String MISSING = "114780000000012345";

  final WholeSite site;
  final Wire wire;

  /** The host of all remote people but the stranger. */
  final RemoteInstance near;

  final RemoteInstance far;
  final Map<Viewer, Account> accounts = new EnumMap<>(Viewer.class);
  final Map<Viewer, RemoteActor> actors = new EnumMap<>(Viewer.class);
  final List<Post> posts = new ArrayList<>();
  final List<Mark> marks = new ArrayList<>();
  final List<Told> told = new ArrayList<>();
  final List<Notice> notices = new ArrayList<>();
  final List<Upload> uploads = new ArrayList<>();
  final Set<Viewer> suspended = EnumSet.noneOf(Viewer.class);
  final Set<Viewer> revoked = EnumSet.noneOf(Viewer.class);
  private final Map<Viewer, Relation> toAuthor = new EnumMap<>(Viewer.class);

  /** A post that somebody favourited and bookmarked. */
  record Mark(Viewer by, Post post) {}

  /** A notification about a post. */
  record Told(Viewer whom, Viewer from, Post about) {}

  /** The row of a notification. */
  record Notice(long id, Told told) {}

  /** An upload in a post of the author, and the address of its file. */
  record Upload(long id, String path, Post post) {}

  World(WholeSite site, Wire wire, RemoteInstance near, RemoteInstance far) {
    this.site = site;
    this.wire = wire;
    this.near = near;
    this.far = far;
  }

  /** From now on this is what somebody is to the author. */
  void relate(Viewer viewer, Relation relation) {
    toAuthor.put(viewer, relation);
  }

  private Relation relation(Viewer viewer, Post post) {
    if (viewer == post.author()) {
      return Relation.AUTHOR;
    }
    Relation general = general(viewer, post.author());
    return general != Relation.BLOCKED && post.named().contains(viewer)
        ? Relation.MENTIONED
        : general;
  }

  private Relation general(Viewer viewer, Viewer author) {
    Relation otherwise = viewer == Viewer.ANONYMOUS ? Relation.ANONYMOUS : Relation.STRANGER;
    return author == Viewer.AUTHOR ? toAuthor.getOrDefault(viewer, otherwise) : otherwise;
  }

  boolean isBlocked(Viewer viewer) {
    return general(viewer, Viewer.AUTHOR) == Relation.BLOCKED;
  }

  boolean follows(Viewer viewer) {
    return general(viewer, Viewer.AUTHOR) == Relation.FOLLOWER;
  }

  boolean sees(Viewer viewer, Post post) {
    return !post.deleted()
        && !suspended.contains(post.author())
        && relation(viewer, post).opens(post.visibility())
        && post.boosted().map(original -> sees(viewer, original)).orElse(true);
  }

  /** Whether the viewer sees a post, or saw it while it was there. */
  boolean saw(Viewer viewer, Post post) {
    return relation(viewer, post).opens(post.visibility())
        && post.boosted().map(original -> saw(viewer, original)).orElse(true);
  }

  /** The words of those posts that the viewer sees. */
  Set<String> words(Viewer viewer, Predicate<Post> which) {
    return posts.stream()
        .filter(which)
        .filter(post -> sees(viewer, post))
        .map(Post::shown)
        .collect(Collectors.toSet());
  }

  /** The words that everybody may read. */
  Set<String> open() {
    return words(Viewer.ANONYMOUS, post -> true);
  }

  /** What stands around a post in its thread, as far as the viewer sees and wants to see it. */
  Set<String> around(Viewer viewer, Post post) {
    return words(
        viewer,
        other ->
            other != post
                && (isAbove(other, post) || isAbove(post, other))
                && !(viewer == Viewer.AUTHOR && isBlocked(other.author())));
  }

  private static boolean isAbove(Post above, Post below) {
    for (Post up = below.parent(); up != null; up = up.parent()) {
      if (up.id() == above.id()) {
        return true;
      }
    }
    return false;
  }

  /** What stands on the lists of what everybody writes. */
  static boolean isListed(Post post) {
    return post.visibility() == Visibility.PUBLIC && !post.isBoost();
  }

  Set<String> home(Viewer viewer) {
    return words(
        viewer,
        post ->
            post.author() == viewer
                || (post.author() == Viewer.AUTHOR && follows(viewer) && !post.answersOthers()));
  }

  Set<String> marked(Viewer viewer) {
    Set<Post> marked =
        marks.stream()
            .filter(mark -> mark.by() == viewer)
            .map(Mark::post)
            .collect(Collectors.toSet());
    return words(viewer, marked::contains);
  }

  Set<String> notified(Viewer viewer) {
    return told.stream()
        .filter(one -> one.whom() == viewer)
        .filter(this::stands)
        .map(one -> one.about().shown())
        .collect(Collectors.toSet());
  }

  /** Whether somebody may still read a notification that he got. */
  boolean stands(Told told) {
    return !isCut(told) && sees(told.whom(), told.about());
  }

  private boolean isCut(Told told) {
    return (told.from() == Viewer.AUTHOR && isBlocked(told.whom()))
        || (told.whom() == Viewer.AUTHOR && isBlocked(told.from()));
  }

  /** A post of the author by its name. */
  Post post(String name, Visibility visibility) {
    return posts.stream()
        .filter(post -> post.author() == Viewer.AUTHOR)
        .filter(post -> post.name().equals(name) && post.visibility() == visibility)
        .findFirst()
        .orElseThrow(() -> new AssertionError("no post " + visibility + " " + name));
  }
}
