package dev.hato.server.statuses;

import dev.hato.server.events.Events;
import dev.hato.server.federation.SiteUrls;
import dev.hato.server.kernel.Problem;
import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.User;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.LoadedStatus;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.tags.Tag;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives a post of one's own another text, warning, language and other media, and keeps the version
 * before. Whom it is for does not change; who was mentioned can go on reading it. Thread-safe.
 */
final class EditStatus {
  private final Transactions transactions;
  private final Events events;
  private final SiteUrls urls;
  private final FindMentioned mentioned;

  EditStatus(Transactions transactions, Events events, SiteUrls urls, FindMentioned mentioned) {
    this.transactions = transactions;
    this.events = events;
    this.urls = urls;
    this.mentioned = mentioned;
  }

  /** Replaces what the draft can say; an edit that changes nothing leaves no version. */
  public void edit(long accountId, long statusId, StatusDraft draft) {
    User user =
        transactions
            .read(
                tx -> {
                  var _ = VisibleStatus.own(tx, accountId, statusId);
                  return tx.users().find(accountId);
                })
            .orElseThrow(Problem::notFound);
    Composition composition = Composition.of(draft, user);
    NamedPeople people = mentioned.find(composition.text());
    transactions.run(tx -> edit(tx, accountId, statusId, composition, people));
  }

  private void edit(
      Tx tx, long accountId, long statusId, Composition composition, NamedPeople people) {
    LoadedStatus before = VisibleStatus.own(tx, accountId, statusId);
    if (isSame(before, composition)) {
      return;
    }
    Status changed =
        before.status().toBuilder()
            .text(composition.text().source())
            .content(composition.text().html(urls, people))
            .spoilerText(composition.spoilerText())
            .sensitive(composition.sensitive())
            .language(composition.language())
            .editedAt(tx.now())
            .build();
    if (!tx.statusEdits().edit(changed)) {
      throw Problem.of(409, "The post was edited at the same time");
    }
    List<Account> named = composition.text().mentioned(people);
    tx.statuses().replaceMentions(statusId, mentions(tx, statusId, named));
    List<Tag> tags = tx.tags().ensure(composition.text().tags());
    tx.tags().replace(statusId, tags.stream().map(Tag::id).toList());
    composition.attach(tx, statusId, accountId);
    events.publish(tx, new StatusEdited(statusId));
  }

  /** Those named now, and silently those who were named before. */
  private static List<Mention> mentions(Tx tx, long statusId, List<Account> named) {
    Map<Long, Mention> all = new LinkedHashMap<>();
    tx.statuses()
        .mentions(statusId)
        .forEach(old -> all.put(old.accountId(), Mention.silent(old.accountId())));
    named.forEach(account -> all.put(account.id(), Mention.of(account.id())));
    return List.copyOf(all.values());
  }

  private static boolean isSame(LoadedStatus before, Composition after) {
    Status status = before.status();
    return status.text().equals(after.text().source())
        && status.spoilerText().equals(after.spoilerText())
        && status.sensitive() == after.sensitive()
        && status.language().equals(after.language())
        && before.media().stream().map(Media::id).toList().equals(after.mediaIds());
  }
}
