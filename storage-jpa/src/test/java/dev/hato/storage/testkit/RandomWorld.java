package dev.hato.storage.testkit;

import dev.hato.storage.Database;
import dev.hato.storage.Tx;
import dev.hato.storage.statuses.Mention;
import dev.hato.storage.statuses.Status;
import dev.hato.storage.statuses.StatusInsert;
import dev.hato.storage.statuses.Visibility;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;

/**
 * A database full of random people and statuses, and a second account of it in plain collections,
 * so that a rule in SQL can be compared with the same rule in Java over every pair of viewer and
 * status.
 *
 * <p>Everything comes from the seed: the same seed gives the same world.
 */
public final class RandomWorld {
  /** What a visibility rule may ask about one viewer and one status. */
  public record Facts(
      Visibility visibility,
      boolean deleted,
      boolean authorSuspended,
      boolean viewerIsAuthor,
      boolean authorBlocksViewer,
      boolean authorBlocksViewersDomain,
      boolean viewerFollowsAuthor,
      boolean viewerIsMentioned,
      Optional<Facts> original) {}

  private record Pair(long from, long to) {}

  private record DomainPair(long from, String domain) {}

  private static final List<String> DOMAINS = List.of("", "", "", "b.example", "c.example");

  private final Random random;
  private final List<Long> accounts = new ArrayList<>();
  private final Map<Long, String> domains = new HashMap<>();
  private final Set<Long> suspended = new HashSet<>();
  private final Set<Pair> follows = new HashSet<>();
  private final Set<Pair> blocks = new HashSet<>();
  private final Set<DomainPair> domainBlocks = new HashSet<>();
  private final Map<Long, Status> statuses = new HashMap<>();
  private final List<Long> order = new ArrayList<>();
  private final Set<Pair> mentions = new HashSet<>();
  private final Set<Long> deleted = new HashSet<>();

  private RandomWorld(long seed) {
    random = new Random(seed);
  }

  /** Makes a world of so many accounts and so many statuses and boosts in an empty database. */
  public static RandomWorld fill(Database database, long seed, int accounts, int statuses) {
    return database
        .transactions()
        .write(
            tx -> {
              RandomWorld world = new RandomWorld(seed);
              world.populate(tx, accounts);
              world.relate(tx, accounts * 4);
              world.write(tx, statuses);
              return world;
            });
  }

  public List<Long> accounts() {
    return List.copyOf(accounts);
  }

  public boolean isLocal(long accountId) {
    return "".equals(domains.get(accountId));
  }

  /** All that were ever made, boosts and deleted ones among them. */
  public List<Long> statuses() {
    return List.copyOf(order);
  }

  /**
   * @param viewer empty for somebody unknown
   */
  public Facts facts(OptionalLong viewer, long statusId) {
    Status status = statuses.get(statusId);
    long author = status.accountId();
    Optional<Facts> original =
        status.reblogOfId().isPresent()
            ? Optional.of(facts(viewer, status.reblogOfId().getAsLong()))
            : Optional.empty();
    if (viewer.isEmpty()) {
      return new Facts(
          status.visibility(),
          deleted.contains(statusId),
          suspended.contains(author),
          false,
          false,
          false,
          false,
          false,
          original);
    }
    long id = viewer.getAsLong();
    return new Facts(
        status.visibility(),
        deleted.contains(statusId),
        suspended.contains(author),
        author == id,
        blocks.contains(new Pair(author, id)),
        domainBlocks.contains(new DomainPair(author, domains.get(id))),
        follows.contains(new Pair(id, author)),
        mentions.contains(new Pair(statusId, id)),
        original);
  }

  private void populate(Tx tx, int count) {
    for (int i = 0; i < count; i++) {
      String domain = DOMAINS.get(random.nextInt(DOMAINS.size()));
      String name = "someone" + i;
      long id = domain.isEmpty() ? People.local(tx, name) : People.remote(tx, name, domain);
      accounts.add(id);
      domains.put(id, domain);
      if (random.nextInt(12) == 0) {
        People.suspend(tx, id);
        suspended.add(id);
      }
    }
  }

  private void relate(Tx tx, int count) {
    for (int i = 0; i < count; i++) {
      long from = anyone();
      long to = anyone();
      if (from == to) {
        continue;
      }
      switch (random.nextInt(8)) {
        case 0 -> {
          People.block(tx, from, to);
          blocks.add(new Pair(from, to));
        }
        case 1 -> People.mute(tx, from, to);
        case 2 -> {
          String domain = random.nextBoolean() ? "b.example" : "c.example";
          People.blockDomain(tx, from, domain);
          domainBlocks.add(new DomainPair(from, domain));
        }
        case 3 -> {
          if (!follows.contains(new Pair(from, to))) {
            People.request(tx, from, to);
          }
        }
        default -> follow(tx, from, to);
      }
    }
  }

  private void follow(Tx tx, long from, long to) {
    if (tx.follows().find(from, to).isPresent()) {
      return;
    }
    People.follow(tx, from, to);
    follows.add(new Pair(from, to));
  }

  private void write(Tx tx, int count) {
    for (int i = 0; i < count; i++) {
      Visibility visibility = Visibility.values()[random.nextInt(4)];
      Status.Builder draft = Posts.draft(tx, anyone()).visibility(visibility);
      boolean boost = random.nextInt(4) == 0 && !order.isEmpty();
      if (boost) {
        Status original = statuses.get(order.get(random.nextInt(order.size())));
        if (original.isBoost() || deleted.contains(original.id())) {
          continue;
        }
        draft.reblogOf(original);
      }
      if (tx.statuses().add(draft.build()) instanceof StatusInsert.Added(Status status)) {
        statuses.put(status.id(), status);
        order.add(status.id());
        if (!boost) {
          address(tx, status.id());
        }
      }
      deleteOne(tx);
    }
  }

  private void address(Tx tx, long statusId) {
    for (int i = random.nextInt(3); i > 0; i--) {
      long mentioned = anyone();
      Mention mention = new Mention(mentioned, random.nextInt(4) == 0);
      tx.statuses().mention(statusId, List.of(mention));
      mentions.add(new Pair(statusId, mentioned));
    }
  }

  private void deleteOne(Tx tx) {
    if (random.nextInt(15) == 0 && !order.isEmpty()) {
      long id = order.get(random.nextInt(order.size()));
      tx.statuses()
          .delete(id, tx.now())
          .ifPresent(
              gone -> {
                deleted.add(gone.id());
                statuses.values().stream()
                    .filter(s -> s.reblogOfId().equals(OptionalLong.of(gone.id())))
                    .forEach(boost -> deleted.add(boost.id()));
              });
    }
  }

  private long anyone() {
    return accounts.get(random.nextInt(accounts.size()));
  }
}
