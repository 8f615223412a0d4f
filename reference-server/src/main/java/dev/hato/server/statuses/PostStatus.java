package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.User;
import dev.hato.storage.statuses.IdempotencyKeys;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusInsert;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.tags.Tag;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/**
 * Posts what a local person wrote: the mentioned are found first, then one transaction stores the
 * post with everything that belongs to it and tells that it is there. Thread-safe.
 */
final class PostStatus {
  private final Transactions transactions;
  private final Events events;
  private final SiteUrls urls;
  private final FindMentioned mentioned;

  PostStatus(Transactions transactions, Events events, SiteUrls urls, FindMentioned mentioned) {
    this.transactions = transactions;
    this.events = events;
    this.urls = urls;
    this.mentioned = mentioned;
  }

  /**
   * Gives the id of the new post, or of the one that the same idempotency key stands for. A {@link
   * Problem} says what is wrong with the draft.
   */
  public long post(long accountId, StatusDraft draft) {
    if (draft.idempotencyKey().length() > IdempotencyKeys.MAX_LENGTH) {
      throw Problem.invalid("Validation failed: Idempotency-Key is too long");
    }
    User user =
        transactions
            .read(tx -> tx.users().find(accountId))
            .orElseThrow(() -> Problem.forbidden("Only people of this server can post"));
    Composition composition = Composition.of(draft, user);
    NamedPeople people = mentioned.find(composition.text());
    Visibility visibility = draft.visibility().orElse(usual(user));
    return transactions.write(
        tx -> {
          long id = tx.nextId();
          OptionalLong known = known(tx, accountId, draft, id);
          if (known.isPresent()) {
            return known.getAsLong();
          }
          Account author = tx.accounts().find(accountId).orElseThrow(Problem::notFound);
          Status.Builder status = start(tx, author, id, draft).visibility(visibility);
          add(tx, status, composition, people);
          return id;
        });
  }

  private static Visibility usual(User user) {
    return Visibility.valueOf(user.defaults().privacy().toUpperCase(Locale.ROOT));
  }

  private static OptionalLong known(Tx tx, long accountId, StatusDraft draft, long id) {
    return draft.idempotencyKey().isEmpty()
        ? OptionalLong.empty()
        : tx.idempotencyKeys().claim(accountId, draft.idempotencyKey(), id);
  }

  private Status.Builder start(Tx tx, Account author, long id, StatusDraft draft) {
    String name = author.username();
    Status.Builder status =
        Status.newBuilder(id, author.id(), urls.status(name, id), tx.now())
            .url(urls.page(name, id));
    if (draft.inReplyToId().isPresent()) {
      status.inReplyTo(VisibleStatus.original(tx, author.id(), draft.inReplyToId().getAsLong()));
    }
    draft.applicationId().ifPresent(status::applicationId);
    return status;
  }

  private void add(Tx tx, Status.Builder begun, Composition composition, NamedPeople people) {
    Status status =
        begun
            .text(composition.text().source())
            .content(composition.text().html(urls, people))
            .spoilerText(composition.spoilerText())
            .sensitive(composition.sensitive())
            .language(composition.language())
            .build();
    long id = status.id();
    if (!(tx.statuses().add(status) instanceof StatusInsert.Added)) {
      throw new IllegalStateException("the fresh id " + id + " is taken");
    }
    List<Account> named = composition.text().mentioned(people);
    List<Mention> mentions = named.stream().map(account -> Mention.of(account.id())).toList();
    tx.statuses().mention(id, mentions);
    List<Tag> tags = tx.tags().ensure(composition.text().tags());
    tx.tags().attach(id, tags.stream().map(Tag::id).toList());
    if (!composition.mediaIds().isEmpty()) {
      composition.attach(tx, id, status.accountId());
    }
    events.publish(tx, StatusPosted.of(tx, status, mentions));
  }
}
