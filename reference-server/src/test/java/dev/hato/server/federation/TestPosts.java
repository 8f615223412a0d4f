package dev.hato.server.federation;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Viewer;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;

/**
 * Scripted posts: 1 is public, 2 is for the viewer {@link #reader}, 3 was deleted, there are no
 * others. The outbox has posts 100 to 1.
 */
final class TestPosts implements PostSource {
  private final SiteUrls urls;
  volatile Viewer reader = Viewer.anonymous();

  TestPosts(SiteUrls urls) {
    this.urls = urls;
  }

  @Override
  public Optional<ApObject> note(Viewer viewer, String username, long id) {
    Iri iri = Iri.parse(urls.status(username, id));
    return switch ((int) id) {
      case 1 -> Optional.of(Note.newBuilder().id(iri).build());
      case 2 ->
          viewer instanceof Viewer.Known && viewer.equals(reader)
              ? Optional.of(Note.newBuilder().id(iri).build())
              : Optional.empty();
      case 3 -> Optional.of(Tombstone.of(iri));
      default -> Optional.empty();
    };
  }

  @Override
  public Optional<ApObject> activity(Viewer viewer, String username, long id) {
    return note(viewer, username, id).map(note -> create(username, id));
  }

  @Override
  public Optional<ApObject> replies(Viewer viewer, String username, long id) {
    return Optional.empty();
  }

  @Override
  public List<? extends Activity> outbox(Viewer viewer, long accountId, Page page) {
    long newest = page.maxId().isPresent() ? page.maxId().getAsLong() - 1 : 100;
    return LongStream.iterate(newest, id -> id > 0, id -> id - 1)
        .limit(page.limit())
        .mapToObj(id -> create("alice", id))
        .toList();
  }

  @Override
  public long outboxSize(Viewer viewer, long accountId) {
    return 100;
  }

  @Override
  public List<? extends ApObject> featured(Viewer viewer, long accountId) {
    return note(viewer, "alice", 1).stream().toList();
  }

  private Create create(String username, long id) {
    return Create.of(
        Iri.parse(urls.statusActivity(username, id)),
        Iri.parse(urls.actor(username)),
        Note.newBuilder().id(Iri.parse(urls.status(username, id))).build());
  }
}
