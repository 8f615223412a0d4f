package dev.hato.server.statuses;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.vocab.Post;
import dev.hato.server.events.Events;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.tags.Tag;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Takes over what a remote author changed in a post that is known here. Whom the post is for never
 * changes, and nobody may read it who could not before (M18). Thread-safe.
 */
final class ReceiveEdit {
  private final Transactions transactions;
  private final Events events;
  private final ReceiveStatus receive;
  private final InstantSource clock;

  ReceiveEdit(
      Transactions transactions, Events events, ReceiveStatus receive, InstantSource clock) {
    this.transactions = transactions;
    this.events = events;
    this.receive = receive;
    this.clock = clock;
  }

  /** Does nothing when the post is unknown, is not the author's, or says the same as before. */
  void edit(Post post, Account author, FetchBudget budget) {
    RemotePostReader.read(post, author, clock.instant())
        .ifPresent(
            read -> {
              receive.lookUpUnknown(read.named(), budget);
              transactions.run(
                  tx ->
                      tx.statuses()
                          .findByUri(read.uri())
                          .filter(known -> known.accountId() == author.id() && !known.isBoost())
                          .ifPresent(known -> edit(tx, known, read)));
            });
  }

  private void edit(Tx tx, Status known, RemotePost read) {
    List<Media> media =
        tx.media().ofStatuses(List.of(known.id())).getOrDefault(known.id(), List.of());
    boolean sameMedia = shown(media).equals(shown(read.media()));
    RemotePost.Body body = read.body();
    if (sameMedia && body(known).equals(body)) {
      return;
    }
    Status changed =
        known.toBuilder()
            .url(read.url())
            .content(body.content())
            .spoilerText(body.spoilerText())
            .sensitive(body.sensitive())
            .language(body.language())
            .emojis(body.emojis())
            .editedAt(read.updated().orElse(tx.now()))
            .build();
    if (tx.statusEdits().edit(changed)) {
      tx.statuses().replaceMentions(known.id(), mentions(tx, known, read));
      List<Tag> tags = tx.tags().ensure(read.tags());
      tx.tags().replace(known.id(), tags.stream().map(Tag::id).toList());
      if (!sameMedia) {
        tx.media().removeOf(List.of(known.id()));
        tx.media().addAll(known.id(), read.media());
      }
      events.publish(tx, new StatusEdited(known.id()));
    }
  }

  private static List<Mention> mentions(Tx tx, Status known, RemotePost read) {
    Map<Long, Mention> mentions = new LinkedHashMap<>();
    tx.statuses()
        .mentions(known.id())
        .forEach(old -> mentions.put(old.accountId(), Mention.silent(old.accountId())));
    Set<Long> before = Set.copyOf(mentions.keySet());
    for (Account account : ReceiveStatus.known(tx, read.named()).values()) {
      if (known.visibility().isOpen() || before.contains(account.id())) {
        mentions.put(account.id(), Mention.of(account.id()));
      }
    }
    return List.copyOf(mentions.values());
  }

  private static RemotePost.Body body(Status status) {
    return new RemotePost.Body(
        status.content(),
        status.spoilerText(),
        status.sensitive(),
        status.language(),
        status.emojis());
  }

  private static List<String> shown(List<Media> media) {
    return media.stream().map(file -> file.remoteUrl() + " " + file.description()).toList();
  }
}
