package dev.hato.server.statuses;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Post;
import dev.hato.server.accounts.ResolveAccount;
import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusInsert;
import dev.hato.storage.tags.Tag;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Stores a post of another server, once: its uri decides. Whose it is, and that its origin vouches
 * for it, is known before. Blocks on the network for people that it mentions. Thread-safe.
 */
final class ReceiveStatus {
  /** Of the mentioned that are not known here, so many are looked up. */
  private static final int MOST_LOOKUPS = 10;

  /** What is looked up is news for so long. */
  private static final Duration NEWS = Duration.ofHours(24);

  private final Transactions transactions;
  private final Events events;
  private final ResolveAccount accounts;
  private final InstantSource clock;

  ReceiveStatus(
      Transactions transactions, Events events, ResolveAccount accounts, InstantSource clock) {
    this.transactions = transactions;
    this.events = events;
    this.accounts = accounts;
    this.clock = clock;
  }

  /**
   * The stored status, new or known; empty when it was deleted or is no post.
   *
   * @param delivered whether it was sent to us, and so is news however old it says it is
   */
  Optional<Status> receive(Post post, Account author, boolean delivered, FetchBudget budget) {
    return RemotePostReader.read(post, author, clock.instant())
        .flatMap(read -> receive(read, author, delivered, budget));
  }

  private Optional<Status> receive(
      RemotePost read, Account author, boolean delivered, FetchBudget budget) {
    lookUpUnknown(read.named(), budget);
    return transactions.write(
        tx -> {
          Status status = status(tx, read, author);
          return switch (tx.statuses().add(status)) {
            case StatusInsert.Added(Status added) -> {
              List<Mention> mentions = mentions(tx, read);
              complete(tx, added, read, mentions);
              if (delivered || added.createdAt().isAfter(tx.now().minus(NEWS))) {
                events.publish(tx, StatusPosted.of(tx, added, mentions));
              }
              yield Optional.of(added);
            }
            case StatusInsert.Known(Status known) -> Optional.of(known);
            case StatusInsert.Buried _ -> Optional.empty();
          };
        });
  }

  /** So that they are known when the post is stored; those who cannot be found are left out. */
  void lookUpUnknown(List<Iri> people, FetchBudget budget) {
    List<String> uris = people.stream().map(Iri::value).toList();
    List<String> known =
        transactions.read(tx -> tx.accounts().byUris(uris).stream().map(Account::uri).toList());
    people.stream()
        .filter(iri -> !known.contains(iri.value()) && iri.isHttp())
        .limit(MOST_LOOKUPS)
        .forEach(iri -> accounts.byIri(iri, budget));
  }

  private static Status status(Tx tx, RemotePost read, Account author) {
    RemotePost.Body body = read.body();
    Status.Builder status =
        Status.newBuilder(tx.nextId(read.published()), author.id(), read.uri(), read.published())
            .remote()
            .url(read.url())
            .visibility(read.visibility())
            .content(body.content())
            .spoilerText(body.spoilerText())
            .sensitive(body.sensitive())
            .language(body.language())
            .emojis(body.emojis());
    if (!read.inReplyTo().isEmpty()) {
      tx.statuses()
          .findByUri(read.inReplyTo())
          .filter(found -> !found.isBoost())
          .ifPresentOrElse(status::inReplyTo, () -> status.inReplyToUri(read.inReplyTo()));
    }
    read.updated().filter(at -> at.isAfter(read.published())).ifPresent(status::editedAt);
    return status.build();
  }

  private static void complete(Tx tx, Status added, RemotePost read, List<Mention> mentions) {
    tx.statuses().mention(added.id(), mentions);
    List<Tag> tags = tx.tags().ensure(read.tags());
    tx.tags().attach(added.id(), tags.stream().map(Tag::id).toList());
    tx.media().addAll(added.id(), read.media());
    tx.statuses().adoptReplies(added);
  }

  /** The named as far as they are known, and silently the local people it is sent to. */
  private static List<Mention> mentions(Tx tx, RemotePost read) {
    Map<Long, Mention> mentions = new LinkedHashMap<>();
    for (Account account : known(tx, read.addressed()).values()) {
      if (account.local()) {
        mentions.put(account.id(), Mention.silent(account.id()));
      }
    }
    known(tx, read.named())
        .values()
        .forEach(account -> mentions.put(account.id(), Mention.of(account.id())));
    return List.copyOf(mentions.values());
  }

  /** By their uris. */
  static Map<String, Account> known(Tx tx, List<Iri> people) {
    Map<String, Account> known = new HashMap<>();
    tx.accounts()
        .byUris(people.stream().map(Iri::value).toList())
        .forEach(account -> known.put(account.uri(), account));
    return known;
  }
}
