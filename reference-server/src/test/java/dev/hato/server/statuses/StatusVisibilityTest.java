package dev.hato.server.statuses;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.statuses.Viewer;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.RandomWorld;
import dev.hato.storage.testkit.TestDatabases;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

final class StatusVisibilityTest {
  @Test
  void javaAndSqlAgreeForEveryViewerAndStatusOfARandomWorld() {
    try (Database database = TestDatabases.open(Dialect.H2)) {
      RandomWorld world = RandomWorld.fill(database, 71, 30, 300);
      List<OptionalLong> viewers = new ArrayList<>(List.of(OptionalLong.empty()));
      world.accounts().forEach(id -> viewers.add(OptionalLong.of(id)));
      int seen = 0;
      for (OptionalLong viewer : viewers) {
        Viewer reader = viewer.isPresent() ? Viewer.of(viewer.getAsLong()) : Viewer.anonymous();
        List<Long> bySql =
            database
                .transactions()
                .read(tx -> tx.statusQueries().visible(reader, world.statuses()));
        List<Long> byJava =
            world.statuses().stream()
                .filter(id -> StatusVisibility.sees(facts(world.facts(viewer, id))))
                .toList();
        assertThat(byJava).as("viewer %s", viewer).isEqualTo(bySql);
        seen += byJava.size();
      }
      assertThat(seen).isBetween(500, viewers.size() * world.statuses().size() - 500);
    }
  }

  @Test
  void aBoostNeverReachesMorePeopleThanItsOriginal() {
    for (Visibility asked : Visibility.values()) {
      assertThat(StatusVisibility.ofBoost(Visibility.PRIVATE, asked)).isEqualTo(Visibility.PRIVATE);
      assertThat(StatusVisibility.mayBoost(Visibility.DIRECT, true)).isFalse();
    }
    assertThat(StatusVisibility.ofBoost(Visibility.PUBLIC, Visibility.UNLISTED))
        .isEqualTo(Visibility.UNLISTED);
    assertThat(StatusVisibility.mayBoost(Visibility.PRIVATE, false)).isFalse();
    assertThat(StatusVisibility.mayBoost(Visibility.PRIVATE, true)).isTrue();
  }

  private static StatusVisibility.Facts facts(RandomWorld.Facts facts) {
    return new StatusVisibility.Facts(
        facts.visibility(),
        facts.deleted(),
        facts.authorSuspended(),
        facts.viewerIsAuthor(),
        facts.authorBlocksViewer(),
        facts.authorBlocksViewersDomain(),
        facts.viewerFollowsAuthor(),
        facts.viewerIsMentioned(),
        facts.original().map(StatusVisibilityTest::facts));
  }
}
