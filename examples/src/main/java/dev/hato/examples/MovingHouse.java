package dev.hato.examples;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.hato.activitypub.outbox.Audience;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Move;
import dev.hato.activitypub.vocab.Update;
import dev.hato.webfinger.Acct;
import java.util.List;
import java.util.Scanner;

/**
 * Moves an account of ours to another server (FEP-7628): its followers' servers then follow the new
 * one by themselves. Posts stay where they are.
 */
final class MovingHouse {
  private MovingHouse() {}

  /** Shows an actor at the first argument, and moves it to the handle that is typed. */
  public static void main(String[] args) throws Exception {
    Site site = Site.of(args[0]);
    Node node = start(site);
    JdkServer.start(8080, node.federation, true);
    String handle = new Scanner(System.in, UTF_8).nextLine();
    move(node, Acct.parse(handle).orElseThrow(), FetchBudget.standard(site.clock()));
  }

  static Node start(Site site) {
    return new Node(
        site,
        Actor.newBuilder("Person").preferredUsername("me").name("Me"),
        (me, federation) -> federation.on(Follow.class, me::acceptFollow));
  }

  /**
   * Tells everybody, once the new account says that it is the same somebody.
   *
   * @throws IllegalStateException when it does not: nobody would believe the Move
   */
  static void move(Node node, Acct to, FetchBudget budget) {
    RemoteObjects remote = node.federation.remote();
    Actor found = remote.actorByAcct(to, budget).found().orElseThrow().actor();
    Iri target = found.id().orElseThrow();
    // What is stored may be a day old.
    Actor fresh = remote.refreshActor(target, budget).found().orElseThrow();
    if (!fresh.alsoKnownAs().contains(node.id())) {
      throw new IllegalStateException("add " + node.id() + " to the aliases of " + to + " first");
    }
    Actor moved = node.actor.toBuilder().movedTo(target).build();
    node.stores.actors().replace(moved);
    // GoToSocial does not fetch an actor again for a Move, so the change is sent as well.
    List<Iri> followers = node.actor.followers().stream().toList();
    node.send(
        Update.of(node.nextId(), node.id(), moved).toBuilder().to(followers).build(),
        Audience.followersOf(node.id()));
    node.send(
        Move.of(node.nextId(), node.id(), target).toBuilder().to(followers).build(),
        Audience.followersOf(node.id()));
  }
}
