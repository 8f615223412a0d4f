package dev.hato.server;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.server.federation.PostSource;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.statuses.StatusLookup;
import dev.hato.server.statuses.StatusObjects;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.Viewer;
import java.util.List;
import java.util.Optional;

/** Posts as the federation asks for them, answered by the feature that owns them. */
record PostDocuments(StatusObjects objects, SiteUrls urls) implements PostSource {
  @Override
  public Optional<ApObject> note(Viewer viewer, String username, long id) {
    return document(objects.note(viewer, username, id), urls.status(username, id));
  }

  @Override
  public Optional<ApObject> activity(Viewer viewer, String username, long id) {
    return document(objects.activity(viewer, username, id), urls.statusActivity(username, id));
  }

  @Override
  public Optional<ApObject> replies(Viewer viewer, String username, long id) {
    return document(objects.replies(viewer, username, id), urls.status(username, id) + "/replies");
  }

  @Override
  public List<? extends Activity> outbox(Viewer viewer, long accountId, Page page) {
    return objects.outbox(viewer, accountId, page);
  }

  @Override
  public long outboxSize(Viewer viewer, long accountId) {
    return objects.outboxSize(viewer, accountId);
  }

  @Override
  public List<? extends ApObject> featured(Viewer viewer, long accountId) {
    return objects.featured(viewer, accountId);
  }

  private static Optional<ApObject> document(StatusLookup found, String id) {
    return switch (found) {
      case StatusLookup.Found it -> Optional.of(it.document());
      case StatusLookup.Gone _ -> Optional.of(Tombstone.of(Iri.parse(id)));
      case StatusLookup.Missing _ -> Optional.empty();
    };
  }
}
