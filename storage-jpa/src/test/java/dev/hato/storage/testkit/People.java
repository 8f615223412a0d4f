package dev.hato.storage.testkit;

import dev.hato.storage.Tx;
import dev.hato.storage.relationships.Follow.State;
import dev.hato.storage.relationships.FollowOptions;
import java.time.Duration;
import java.util.List;

/** Accounts by their ids and what is between them, in the shortest words, for tests. */
public final class People {
  private People() {}

  /** A person with a login who was just here. */
  public static long local(Tx tx, String name) {
    long id = Cast.person(tx, name).id();
    tx.users().touch(id);
    return id;
  }

  public static long remote(Tx tx, String name, String domain) {
    return Cast.remote(tx, name, domain).id();
  }

  public static void follow(Tx tx, long from, long to) {
    follow(tx, from, to, State.ACCEPTED, FollowOptions.DEFAULT);
  }

  public static void followWithoutBoosts(Tx tx, long from, long to) {
    follow(tx, from, to, State.ACCEPTED, new FollowOptions(false, false, List.of()));
  }

  public static void followInLanguage(Tx tx, long from, long to, String language) {
    follow(tx, from, to, State.ACCEPTED, new FollowOptions(true, false, List.of(language)));
  }

  /** A follow that waits for its acceptance. */
  public static void request(Tx tx, long from, long to) {
    follow(tx, from, to, State.PENDING, FollowOptions.DEFAULT);
  }

  private static void follow(Tx tx, long from, long to, State state, FollowOptions options) {
    tx.follows().add(from, to, state, options, "");
  }

  public static void block(Tx tx, long from, long to) {
    tx.blocks().add(from, to, "");
  }

  public static void mute(Tx tx, long from, long to) {
    tx.mutes().put(from, to, true, Duration.ZERO);
  }

  public static void blockDomain(Tx tx, long from, String domain) {
    tx.domainBlocks().add(from, domain);
  }

  public static void suspend(Tx tx, long account) {
    tx.accounts().setSuspended(account, true);
  }

  public static void silence(Tx tx, long account) {
    tx.accounts().setSilenced(account, true);
  }
}
