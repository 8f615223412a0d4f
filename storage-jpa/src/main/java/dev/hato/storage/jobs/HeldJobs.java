package dev.hato.storage.jobs;

import dev.hato.jobs.spi.Blame;
import dev.hato.jobs.spi.Burial;
import dev.hato.jobs.spi.Lease;
import dev.hato.jobs.spi.Reaped;
import dev.hato.jobs.spi.RetryOrder;
import dev.hato.storage.kernel.Sql;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Lets held jobs wait again or die, in one transaction: locks the rows that the caller still holds,
 * then changes those.
 */
final class HeldJobs {
  private final Sql sql;
  private final Instant now;
  private final List<HeldRow> waitingAgain = new ArrayList<>();

  HeldJobs(Sql sql, Instant now) {
    this.sql = sql;
    this.now = now;
  }

  Set<Lease> retry(Map<Lease, RetryOrder> orders) {
    List<HeldRow> held = lock(orders.keySet());
    List<HeldRow> changed = new ArrayList<>(held.size());
    for (HeldRow row : held) {
      RetryOrder order = orders.get(row.lease());
      if (order != null) {
        changed.add(row.retried(now.plus(order.after()), order.error(), order.crash()));
      }
    }
    putBack(changed);
    return refused(orders.keySet(), changed);
  }

  private record Gone(long fence, Optional<String> group) {}

  /** Removes jobs that are done, counts them in their groups, and gives their fences. */
  List<Long> complete(JobStatements statements, Collection<Lease> leases) {
    List<Gone> gone =
        sql.list(
            statements.complete(),
            row -> new Gone(row.number("fence"), row.optionalText("group_key")),
            ids(leases),
            fences(leases));
    new JpaJobGroups.Counts(sql, now)
        .gone(JpaJobGroups.names(gone.stream().map(Gone::group).toList()), true);
    return gone.stream().map(Gone::fence).toList();
  }

  Set<Lease> release(Collection<Lease> leases) {
    List<HeldRow> held = lock(leases);
    putBack(held.stream().map(HeldRow::released).toList());
    return refused(leases, held);
  }

  Set<Lease> bury(Map<Lease, Burial> burials) {
    List<HeldRow> held = lock(burials.keySet());
    List<Burial> valid = new ArrayList<>(held.size());
    List<HeldRow> buried = new ArrayList<>(held.size());
    for (HeldRow row : held) {
      Burial burial = burials.get(row.lease());
      if (burial != null) {
        valid.add(burial);
        buried.add(row);
      }
    }
    bury(valid, buried);
    return refused(burials.keySet(), held);
  }

  List<Reaped> reap(int maxCrashes, int limit) {
    List<HeldRow> expired = sql.list(JobStatements.LOCK_EXPIRED, HeldRow::of, now, limit);
    List<HeldRow> again = new ArrayList<>();
    List<Burial> burials = new ArrayList<>();
    List<HeldRow> buried = new ArrayList<>();
    List<Reaped> reaped = new ArrayList<>();
    Blame blame = new Blame(expired.isEmpty() ? Map.of() : lastSuspects());
    for (HeldRow row : expired) {
      HeldRow orphaned = row.orphaned(blame, now);
      int crashes = orphaned.counts().crashes();
      boolean dead = crashes > row.counts().crashes() && crashes >= maxCrashes;
      if (dead) {
        burials.add(new Burial(row.lease(), Reaped.quarantineReason(crashes)));
        buried.add(row);
      } else {
        again.add(orphaned);
      }
      reaped.add(row.reaped(dead));
    }
    putBack(again);
    bury(burials, buried);
    return reaped;
  }

  private Map<String, Long> lastSuspects() {
    return sql
        .list(
            JobStatements.LAST_SUSPECTS, row -> Map.entry(row.text("worker"), row.number("fence")))
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private List<HeldRow> lock(Collection<Lease> leases) {
    List<HeldRow> rows =
        sql.list(JobStatements.LOCK_HELD, HeldRow::of, ids(leases), fences(leases));
    return rows;
  }

  private void bury(List<Burial> burials, List<HeldRow> buried) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Burial burial : burials) {
      rows.add(new @Nullable Object[] {burial.error(), now, burial.lease().jobId()});
    }
    sql.updateAll(JobStatements.BURY, rows);
    remove(burials.stream().map(burial -> burial.lease().jobId()).toList());
    new JpaJobGroups.Counts(sql, now)
        .gone(JpaJobGroups.names(buried.stream().map(row -> row.kind().group()).toList()), false);
  }

  private void putBack(List<HeldRow> rows) {
    List<@Nullable Object[]> plain = new ArrayList<>();
    waitingAgain.addAll(rows);
    for (HeldRow row : rows) {
      if (row.kind().uniquenessKey().isEmpty()) {
        plain.add(row.putBack());
      } else {
        putBackOrRemove(row);
      }
    }
    sql.updateAll(JobStatements.PUT_BACK, plain);
  }

  /** The unique index decides a race with an insert: then the whole transaction runs again. */
  private void putBackOrRemove(HeldRow row) {
    String key = row.kind().uniquenessKey().orElseThrow();
    if (sql.exists(JobStatements.IS_REPLACED, row.kind().type(), key, row.id())) {
      remove(List.of(row.id()));
    } else {
      sql.update(JobStatements.PUT_BACK, row.putBack());
    }
  }

  /** The jobs that it let wait again. */
  List<HeldRow> waitingAgain() {
    return waitingAgain;
  }

  private void remove(List<Long> ids) {
    if (!ids.isEmpty()) {
      sql.update(JobStatements.REMOVE, ids);
    }
  }

  static List<Long> ids(Collection<Lease> leases) {
    return leases.stream().map(Lease::jobId).toList();
  }

  static List<Long> fences(Collection<Lease> leases) {
    return leases.stream().map(Lease::fence).toList();
  }

  private static Set<Lease> refused(Collection<Lease> leases, List<HeldRow> held) {
    Set<Lease> accepted = held.stream().map(HeldRow::lease).collect(Collectors.toSet());
    return leases.stream().filter(lease -> !accepted.contains(lease)).collect(Collectors.toSet());
  }
}
