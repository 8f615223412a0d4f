package dev.hato.storage.statuses;

import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Reads threads. A node that the viewer may not see leaves a gap; what answers it is still there.
 */
public final class StatusThreads {
  /** For an account: as many ancestors, and as many descendants, are read at most. */
  public static final int LIMIT = 4096;

  /** For nobody known. */
  public static final int ANONYMOUS_ANCESTORS = 40;

  public static final int ANONYMOUS_DESCENDANTS = 60;
  public static final int ANONYMOUS_DEPTH = 20;

  private static final String UP =
      """
      with recursive up (id, parent_id, depth) as (
        select s.id, s.in_reply_to_id, 0 from statuses s where s.id = ?
        union all
        select p.id, p.in_reply_to_id, up.depth + 1 from up join statuses p on p.id = up.parent_id
        where up.depth < ?)
      select s.id from up"""
          + StatusVisibilitySql.joinedBy("up.id")
          + "where up.depth > 0 and ";

  private static final String DOWN =
      """
      with recursive down (id, depth) as (
        select s.id, 0 from statuses s where s.id = ?
        union all
        select c.id, down.depth + 1 from down join statuses c on c.in_reply_to_id = down.id
        where down.depth < ?)
      select s.id, s.in_reply_to_id, s.account_id, s.in_reply_to_account_id, case when\s""";

  private final TxScope scope;

  public StatusThreads(TxScope scope) {
    this.scope = scope;
  }

  /** The thread around a status that the viewer may see. Two statements. */
  public StatusThread around(long statusId, Viewer viewer) {
    return switch (viewer) {
      case Viewer.Anonymous() ->
          new StatusThread(
              ancestors(statusId, viewer, ANONYMOUS_ANCESTORS),
              descendants(statusId, viewer, ANONYMOUS_DEPTH, ANONYMOUS_DESCENDANTS));
      case Viewer.Known known ->
          new StatusThread(
              ancestors(statusId, known, LIMIT), descendants(statusId, known, LIMIT, LIMIT));
    };
  }

  private List<Long> ancestors(long statusId, Viewer viewer, int limit) {
    SqlText select =
        SqlText.of(UP, statusId, limit).plus(shown(viewer)).plus(" order by up.depth desc");
    Set<Long> found =
        new LinkedHashSet<>(
            scope.sql().list(select.text(), row -> row.number("id"), select.arguments()));
    found.remove(statusId);
    return List.copyOf(found);
  }

  private List<Long> descendants(long statusId, Viewer viewer, int depth, int limit) {
    SqlText select =
        SqlText.of(DOWN, statusId, depth)
            .plus(shown(viewer))
            .plus(
                " then true else false end as shown"
                    + " from (select down.id from down where down.depth > 0 limit "
                    + limit
                    + ") d"
                    + StatusVisibilitySql.joinedBy("d.id"));
    Map<Long, List<Node>> children = new HashMap<>();
    scope
        .sql()
        .list(
            select.text(),
            row ->
                new Node(
                    row.number("id"),
                    row.number("in_reply_to_id"),
                    row.optionalNumber("in_reply_to_account_id")
                        .equals(OptionalLong.of(row.number("account_id"))),
                    row.flag("shown")),
            select.arguments())
        .forEach(node -> children.computeIfAbsent(node.parent(), k -> new ArrayList<>()).add(node));
    return depthFirst(statusId, children);
  }

  private static List<Long> depthFirst(long root, Map<Long, List<Node>> children) {
    Set<Long> met = new LinkedHashSet<>();
    List<Long> shown = new ArrayList<>();
    Deque<Node> open = new ArrayDeque<>();
    met.add(root);
    push(open, children.getOrDefault(root, List.of()));
    while (!open.isEmpty()) {
      Node node = open.pop();
      if (met.add(node.id())) {
        if (node.shown()) {
          shown.add(node.id());
        }
        push(open, children.getOrDefault(node.id(), List.of()));
      }
    }
    return shown;
  }

  /** So that the first to be shown is on top. */
  private static void push(Deque<Node> open, List<Node> siblings) {
    siblings.stream()
        .sorted(
            Comparator.comparing(Node::continuesSelf)
                .thenComparing(Node::id, Comparator.reverseOrder()))
        .forEach(open::push);
  }

  private static SqlText shown(Viewer viewer) {
    return StatusVisibilitySql.visible(viewer)
        .plus(" and ")
        .plus(ViewerFilterSql.wantedStatus(viewer));
  }

  private record Node(long id, long parent, boolean continuesSelf, boolean shown) {}
}
