package dev.hato.server.statuses;

import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.kernel.Listed;
import dev.hato.storage.kernel.Page;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Tells other servers what local people did with posts: each event becomes one activity for exactly
 * those servers whose people may see it. What is gone again by the time is left out.
 */
final class StatusDeliveries {
  private static final int MOST = 500;

  private final Transactions transactions;
  private final Outbox outbox;
  private final StatusDocuments documents;

  StatusDeliveries(Transactions transactions, Outbox outbox, StatusDocuments documents) {
    this.transactions = transactions;
    this.outbox = outbox;
    this.documents = documents;
  }

  void posted(StatusPosted event) {
    transactions.run(
        tx ->
            local(tx, event.statusId())
                .ifPresent(
                    loaded ->
                        send(
                            tx,
                            loaded.author(),
                            documents.create(loaded, ParentUris.of(tx, loaded)),
                            audience(loaded, addressed(tx, loaded.status())))));
  }

  void edited(StatusEdited event) {
    transactions.run(
        tx ->
            local(tx, event.statusId())
                .ifPresent(
                    loaded -> {
                      Set<Long> reached = addressed(tx, loaded.status());
                      reached.addAll(interested(tx, loaded.status()));
                      send(
                          tx,
                          loaded.author(),
                          documents.update(loaded, ParentUris.of(tx, loaded)),
                          audience(loaded, reached));
                    }));
  }

  void deleted(StatusDeleted event) {
    if (!event.local()) {
      return;
    }
    transactions.run(
        tx ->
            tx.accounts()
                .find(event.accountId())
                .ifPresent(
                    author ->
                        send(
                            tx,
                            author,
                            documents.delete(event, author),
                            new Reach(author, event.visibility(), event.reachedIds()))));
  }

  void boosted(StatusBoosted event) {
    transactions.run(
        tx ->
            local(tx, event.boostId())
                .ifPresent(
                    boost -> {
                      long author = boost.reblog().orElseThrow().author().id();
                      Visibility visibility = boost.status().visibility();
                      Reach reach = new Reach(boost.author(), visibility, List.of(author));
                      send(tx, boost.author(), documents.announce(boost), reach);
                    }));
  }

  void unboosted(StatusUnboosted event) {
    transactions.run(
        tx -> {
          Optional<Account> booster = tx.accounts().find(event.accountId()).filter(Account::local);
          Optional<Status> original = tx.statuses().find(event.statusId());
          if (booster.isPresent() && original.isPresent()) {
            Iri object = Iri.parse(original.get().uri());
            send(
                tx,
                booster.get(),
                documents.undoAnnounce(event, booster.get(), object),
                new Reach(booster.get(), event.visibility(), List.of(original.get().accountId())));
          }
        });
  }

  void favourited(StatusFavourited event) {
    transactions.run(
        tx ->
            tx.favourites()
                .uriOf(event.accountId(), event.statusId())
                .ifPresent(uri -> like(tx, event.accountId(), event.statusId(), uri, false)));
  }

  void unfavourited(StatusUnfavourited event) {
    transactions.run(tx -> like(tx, event.accountId(), event.statusId(), event.uri(), true));
  }

  private void like(Tx tx, long accountId, long statusId, String uri, boolean undone) {
    Optional<Account> account = tx.accounts().find(accountId).filter(Account::local);
    Optional<Status> status = tx.statuses().find(statusId).filter(found -> !found.local());
    if (account.isPresent() && status.isPresent()) {
      Iri object = Iri.parse(status.get().uri());
      Activity activity =
          undone
              ? documents.undoLike(uri, account.get(), object)
              : documents.like(uri, account.get(), object);
      Reach author = new Reach(account.get(), Visibility.DIRECT, List.of(status.get().accountId()));
      send(tx, account.get(), activity, author);
    }
  }

  /** Whom an activity is for: the followers unless it is direct, and these people. */
  private record Reach(Account actor, Visibility visibility, Collection<Long> people) {}

  private void send(Tx tx, Account actor, Activity activity, Reach reach) {
    Iri sender = Iri.parse(actor.uri());
    List<Iri> inboxes =
        tx.accounts().byIds(reach.people()).values().stream()
            .filter(account -> !account.local() && !account.suspended())
            .map(Account::deliveryInbox)
            .filter(inbox -> !inbox.isEmpty())
            .map(Iri::parse)
            .toList();
    Audience audience =
        reach.visibility() == Visibility.DIRECT
                || !tx.follows().isFollowedFromElsewhere(reach.actor().id())
            ? Audience.inboxes(inboxes)
            : Audience.followersOf(sender).andInboxes(inboxes);
    outbox.send(tx, sender, activity, audience);
  }

  private static Reach audience(LoadedStatus loaded, Collection<Long> people) {
    return new Reach(loaded.author(), loaded.status().visibility(), people);
  }

  private static Optional<LoadedStatus> local(Tx tx, long statusId) {
    return tx.statusQueries().loadUnchecked(List.of(statusId)).stream()
        .filter(loaded -> loaded.author().local())
        .findFirst();
  }

  /** The mentioned, and whom an open post answers. */
  private static Set<Long> addressed(Tx tx, Status status) {
    Set<Long> people = new TreeSet<>();
    tx.statuses().mentions(status.id()).stream().map(Mention::accountId).forEach(people::add);
    if (status.visibility().isOpen()) {
      status.inReplyToAccountId().ifPresent(people::add);
    }
    return people;
  }

  /** Those who boosted or favourited it, and so hold a copy without following. */
  private static List<Long> interested(Tx tx, Status status) {
    Viewer author = Viewer.of(status.accountId());
    Page page = Page.first(MOST);
    List<Listed<Long>> people = new ArrayList<>();
    people.addAll(tx.statuses().boostedBy(status.id(), author, page));
    people.addAll(tx.favourites().accounts(status.id(), author, page));
    return people.stream().map(Listed::value).toList();
  }
}
