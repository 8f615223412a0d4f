package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Collection;
import dev.hato.activitypub.vocab.CollectionBuilder;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.timelines.AccountFilter;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Answers ActivityPub look-ups of local posts, for nobody known or for the remote account that
 * signed the request: what it may not see is missing. Thread-safe.
 */
public final class StatusObjects {
  private static final int MOST_REPLIES = 20;

  private final Transactions transactions;
  private final StatusDocuments documents;
  private final SiteUrls urls;

  public StatusObjects(Transactions transactions, StatusDocuments documents, SiteUrls urls) {
    this.transactions = transactions;
    this.documents = documents;
    this.urls = urls;
  }

  /** The document of a post. */
  public StatusLookup note(Viewer viewer, String username, long id) {
    return transactions.read(
        tx ->
            local(tx, viewer, username, id)
                .filter(loaded -> !loaded.status().isBoost())
                .<StatusLookup>map(
                    loaded ->
                        new StatusLookup.Found(documents.note(loaded, ParentUris.of(tx, loaded))))
                .orElseGet(() -> absent(tx, urls.status(username, id))));
  }

  /** The activity that published a post or a boost. */
  public StatusLookup activity(Viewer viewer, String username, long id) {
    return transactions.read(
        tx ->
            local(tx, viewer, username, id)
                .<StatusLookup>map(
                    loaded ->
                        new StatusLookup.Found(
                            documents.activity(loaded, ParentUris.of(tx, loaded))))
                .orElseGet(() -> absent(tx, urls.statusActivity(username, id))));
  }

  /** The open answers to a post, as ids. */
  public StatusLookup replies(Viewer viewer, String username, long id) {
    return transactions.read(
        tx ->
            local(tx, viewer, username, id)
                .<StatusLookup>map(
                    loaded -> new StatusLookup.Found(replies(tx, viewer, loaded.status())))
                .orElseGet(() -> absent(tx, urls.status(username, id))));
  }

  /** A page of an account's outbox, newest first: what it posted and boosted. */
  public List<Activity> outbox(Viewer viewer, long accountId, Page page) {
    return transactions.read(
        tx -> {
          List<Long> ids = tx.timelines().profile(viewer, accountId, AccountFilter.ALL, page);
          List<LoadedStatus> loaded = tx.statusQueries().load(viewer, ids);
          Map<Long, String> parents = ParentUris.of(tx, loaded);
          return loaded.stream()
              .map(each -> documents.activity(each, parents.getOrDefault(each.status().id(), "")))
              .toList();
        });
  }

  /** How many activities the outbox has for a viewer: hidden posts are not counted (H2). */
  public long outboxSize(Viewer viewer, long accountId) {
    return transactions.read(tx -> tx.timelines().profileSize(viewer, accountId));
  }

  /** What an account put on top of its profile, as far as the viewer may see it. */
  public List<ApObject> featured(Viewer viewer, long accountId) {
    return transactions.read(
        tx -> {
          List<LoadedStatus> loaded =
              tx.statusQueries().load(viewer, tx.pins().statuses(accountId));
          Map<Long, String> parents = ParentUris.of(tx, loaded);
          return loaded.stream()
              .<ApObject>map(
                  each -> documents.note(each, parents.getOrDefault(each.status().id(), "")))
              .toList();
        });
  }

  private static Optional<LoadedStatus> local(Tx tx, Viewer viewer, String username, long id) {
    return tx.statusQueries()
        .load(viewer, id)
        .filter(loaded -> loaded.status().local())
        .filter(loaded -> isNamed(loaded.author(), username));
  }

  private static boolean isNamed(Account author, String username) {
    return author.username().equalsIgnoreCase(username);
  }

  private static StatusLookup absent(Tx tx, String uri) {
    // A hidden post that went is as unknown as one that never was.
    return tx.statuses().buried(uri).filter(Visibility::isOpen).isPresent()
        ? new StatusLookup.Gone()
        : new StatusLookup.Missing();
  }

  private static Collection replies(Tx tx, Viewer viewer, Status status) {
    List<Long> thread = tx.statusThreads().around(status.id(), viewer).descendants();
    List<Ref<ApObject>> answers =
        tx.statusQueries().load(viewer, thread).stream()
            .map(LoadedStatus::status)
            .filter(answer -> answer.inReplyToId().orElse(0) == status.id())
            .filter(answer -> answer.visibility().isOpen())
            .limit(MOST_REPLIES)
            .map(answer -> Ref.<ApObject>to(Iri.parse(answer.uri())))
            .toList();
    return CollectionBuilder.unordered()
        .id(Iri.parse(status.uri() + "/replies"))
        .items(answers)
        .build();
  }
}
