package dev.hato.server.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import dev.hato.server.WholeSite;
import dev.hato.server.http.Route;
import dev.hato.storage.kernel.Dialect;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The visibility matrix of posts, over every route that reads, as everybody, again and again. */
final class VisibilityMatrixTest {
  private static final int SHOWN = 30;

  private static final List<Viewer> FOLLOWERS =
      List.of(Viewer.FOLLOWER, Viewer.PENDING, Viewer.REMOTE_FOLLOWER, Viewer.ANONYMOUS);
  private static final List<Viewer> MENTIONED =
      List.of(
          Viewer.AUTHOR,
          Viewer.FOLLOWER,
          Viewer.MENTIONED,
          Viewer.REMOTE_FOLLOWER,
          Viewer.REMOTE_MENTIONED);
  private static final List<Viewer> SUSPENDED =
      List.of(Viewer.AUTHOR, Viewer.STRANGER, Viewer.REMOTE_STRANGER, Viewer.ANONYMOUS);

  private final VisibilityTable table = new VisibilityTable();

  @Test
  void everybodyReadsWhatHeMayAndNothingElse() throws Exception {
    try (Stage stage = new Stage(Dialect.H2)) {
      stage.cast().posts().notices();
      List<String> wrong = new ArrayList<>();
      wrong.addAll(walk(stage, "authorised first", Viewer.authorisedFirst()));
      wrong.addAll(walk(stage, "anonymous first", Viewer.anonymousFirst()));
      stage.unfollow();
      wrong.addAll(walk(stage, "unfollowed", FOLLOWERS));
      stage.followAgain();
      wrong.addAll(walk(stage, "followed again", FOLLOWERS.reversed()));
      blocked(stage);
      wrong.addAll(walk(stage, "blocked", MENTIONED));
      stage.revoke(Viewer.STRANGER);
      stage.suspend(Viewer.AUTHOR);
      wrong.addAll(walk(stage, "revoked, suspended", SUSPENDED));
      assertNothing(wrong);
    }
  }

  @Test
  void postgresqlShowsTheSame() throws Exception {
    try (Stage stage = new Stage(Dialect.POSTGRESQL)) {
      stage.cast().posts().notices();
      assertNothing(walk(stage, "PostgreSQL", Viewer.anonymousFirst()));
    }
  }

  private static void blocked(Stage stage) {
    stage.block(Viewer.FOLLOWER);
    stage.block(Viewer.MENTIONED);
    stage.block(Viewer.REMOTE_FOLLOWER);
    stage.block(Viewer.REMOTE_MENTIONED);
  }

  private List<String> walk(Stage stage, String moment, List<Viewer> order) {
    return new Walk(stage.world, table, moment).as(order);
  }

  private static void assertNothing(List<String> wrong) {
    assertThat(wrong.stream().limit(SHOWN).collect(Collectors.joining("\n")))
        .as("%d answers are wrong", wrong.size())
        .isEmpty();
  }

  @Test
  void everyRouteThatReadsHasARow() throws Exception {
    try (WholeSite site = WholeSite.start(Dialect.H2)) {
      List<Route> reading =
          site.routes().stream().filter(route -> route.method().equals("GET")).toList();
      for (Route route : reading) {
        VisibilityTable.Row row =
            table
                .row(route.template())
                .orElseGet(
                    () ->
                        fail(
                            "%s has no row in VisibilityTable: add one that says which words of"
                                + " posts it shows to whom (its class is %s)",
                            route, route.privacy()));
        assertThat(row.privacy()).as("the class of %s", route).isEqualTo(route.privacy());
      }
      Set<String> templates = reading.stream().map(Route::template).collect(Collectors.toSet());
      assertThat(table.templates()).as("rows of routes that are no more").isSubsetOf(templates);
    }
  }
}
