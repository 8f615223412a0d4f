package dev.hato.storage.testkit;

import dev.hato.storage.Tx;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.ActorUrls;
import dev.hato.storage.accounts.NewUser;
import dev.hato.storage.accounts.Profile;
import dev.hato.storage.accounts.RemoteActor;
import dev.hato.storage.accounts.RemoteSave;
import dev.hato.storage.accounts.Role;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Accounts for tests. Names get a number, so that tests can share a database. */
public final class Cast {
  private static final AtomicInteger number = new AtomicInteger();

  private Cast() {}

  public static String unique(String name) {
    return name + "_" + number.incrementAndGet();
  }

  /** A local account without a login. */
  public static Account local(Tx tx, String name) {
    return named(tx, unique(name));
  }

  /** A local account under exactly this name. */
  public static Account named(Tx tx, String username) {
    Profile profile = Profile.newBuilder().displayName(username).build();
    return tx.accounts().addLocal(username, urls("hato.test", username), profile).orElseThrow();
  }

  /** A local account with a login that is confirmed and approved. */
  public static Account person(Tx tx, String name) {
    Account account = local(tx, name);
    String email = account.username() + "@mail.test";
    tx.users().add(new NewUser(account.id(), email, "hash", Role.USER, "en"));
    tx.users().confirm(account.id());
    tx.users().approve(account.id());
    return account;
  }

  /** A remote account on a host with a shared inbox. */
  public static Account remote(Tx tx, String name, String host) {
    RemoteActor actor = remoteActor(unique(name), host);
    return ((RemoteSave.Saved) tx.accounts().saveRemote(actor)).account();
  }

  public static RemoteActor remoteActor(String username, String host) {
    return new RemoteActor(
        username,
        host,
        urls(host, username),
        Profile.newBuilder().displayName(username).build(),
        Optional.empty());
  }

  private static ActorUrls urls(String host, String username) {
    String uri = "https://" + host + "/users/" + username;
    return ActorUrls.newBuilder(uri)
        .url("https://" + host + "/@" + username)
        .inbox(uri + "/inbox")
        .sharedInbox("https://" + host + "/inbox")
        .outbox(uri + "/outbox")
        .followers(uri + "/followers")
        .following(uri + "/following")
        .featured(uri + "/collections/featured")
        .build();
  }
}
