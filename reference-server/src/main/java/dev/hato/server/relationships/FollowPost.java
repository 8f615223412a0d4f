package dev.hato.server.relationships;

import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.outbox.Outbox;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Block;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Reject;
import dev.hato.activitypub.vocab.Undo;
import dev.hato.server.federation.SiteUrls;
import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import java.util.List;

/**
 * Writes to other servers about follows and blocks, within the transaction that changed them. What
 * concerns a local account only is not sent. Thread-safe.
 */
final class FollowPost {
  private final Outbox outbox = new Outbox();
  private final SiteUrls urls;

  FollowPost(SiteUrls urls) {
    this.urls = urls;
  }

  /** A fresh id for a Follow of a local account. */
  String newFollowUri(Tx tx, Account follower) {
    return urls.activity(follower.username(), "follows", tx.nextId());
  }

  void follow(Tx tx, Account follower, Account target, String uri) {
    send(tx, follower, target, follow(uri, follower, target));
  }

  void undoFollow(Tx tx, Account follower, Account target, String uri) {
    Undo undo = Undo.of(id(tx, follower, "undos"), iri(follower), follow(uri, follower, target));
    send(tx, follower, target, undo);
  }

  /** Tells a follower elsewhere that a local account agrees. */
  void accept(Tx tx, Account target, Account follower, String uri) {
    Accept accept =
        Accept.of(id(tx, target, "accepts"), iri(target), follow(uri, follower, target));
    send(tx, target, follower, accept);
  }

  /** Tells a follower elsewhere that a local account does not agree, or not any more. */
  void reject(Tx tx, Account target, Account follower, String uri) {
    Reject reject =
        Reject.of(id(tx, target, "rejects"), iri(target), follow(uri, follower, target));
    send(tx, target, follower, reject);
  }

  /** A fresh id for a Block of a local account. */
  String newBlockUri(Tx tx, Account account) {
    return urls.activity(account.username(), "blocks", tx.nextId());
  }

  void block(Tx tx, Account account, Account target, String uri) {
    send(tx, account, target, Block.of(Iri.parse(uri), iri(account), iri(target)));
  }

  void undoBlock(Tx tx, Account account, Account target, String uri) {
    Block block = Block.of(Iri.parse(uri), iri(account), iri(target));
    send(tx, account, target, Undo.of(id(tx, account, "undos"), iri(account), block));
  }

  private void send(Tx tx, Account from, Account to, Activity activity) {
    if (from.local() && !to.local() && !to.inboxUrl().isEmpty()) {
      outbox.send(tx, iri(from), activity, Audience.inboxes(List.of(Iri.parse(to.inboxUrl()))));
    }
  }

  private Iri id(Tx tx, Account account, String kind) {
    return Iri.parse(urls.activity(account.username(), kind, tx.nextId()));
  }

  private static Follow follow(String uri, Account follower, Account target) {
    return Follow.of(Iri.parse(uri), iri(follower), iri(target));
  }

  private static Iri iri(Account account) {
    return Iri.parse(account.uri());
  }
}
