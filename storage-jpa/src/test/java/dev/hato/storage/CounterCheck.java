package dev.hato.storage;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Counts rows again and says which stored counter differs. */
public final class CounterCheck {
  private static final Map<String, String> TRUTH =
      Map.of(
          "replies_count",
          "select count(*) from statuses r where r.in_reply_to_id = s.id and r.deleted_at is null"
              + " and r.visibility in ('PUBLIC', 'UNLISTED')",
          "reblogs_count",
          "select count(*) from statuses b where b.reblog_of_id = s.id and b.deleted_at is null",
          "favourites_count",
          "select count(*) from favourites f where f.status_id = s.id");

  private CounterCheck() {}

  /** The wrong counters, as {@code column id}. */
  public static List<String> mismatches(Database database) {
    List<String> wrong = new ArrayList<>();
    try (EntityManager entities = database.factory().createEntityManager()) {
      TRUTH.forEach(
          (column, truth) ->
              add(
                  wrong,
                  entities,
                  column,
                  "select s.id from statuses s where s.%s <> (%s)".formatted(column, truth)));
      add(
          wrong,
          entities,
          "statuses_count",
          "select a.id from accounts a where a.statuses_count <> (select count(*) from statuses s"
              + " where s.account_id = a.id and s.deleted_at is null and s.visibility <> 'DIRECT')");
    }
    return wrong;
  }

  private static void add(List<String> wrong, EntityManager entities, String column, String query) {
    for (Object id : entities.createNativeQuery(query).getResultList()) {
      wrong.add(column + " " + id);
    }
  }
}
