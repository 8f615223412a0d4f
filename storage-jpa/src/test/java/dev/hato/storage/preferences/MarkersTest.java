package dev.hato.storage.preferences;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Transactions;
import dev.hato.storage.Tx;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.Cast;
import dev.hato.storage.testkit.Race;
import dev.hato.storage.testkit.TestDatabases;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MarkersTest {
  @ParameterizedTest
  @EnumSource(Dialect.class)
  void eachMoveOfAMarkerRaisesItsVersionEvenInARace(Dialect dialect) {
    Transactions transactions = TestDatabases.shared(dialect).transactions();
    long alice = transactions.write(tx -> Cast.local(tx, "alice").id());
    List<Integer> versions =
        Race.of(5, n -> transactions.write(tx -> tx.markers().put(alice, "home", n + 1).version()));
    assertThat(versions).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    Marker last = transactions.write(tx -> tx.markers().put(alice, "home", 99));
    transactions.run(tx -> tx.markers().put(alice, "notifications", 7));
    assertThat(last.version()).isEqualTo(6);
    assertThat(transactions.read((Tx tx) -> tx.markers().find(alice, List.of("home", "other"))))
        .containsExactly(last);
    assertThat(transactions.read((Tx tx) -> tx.markers().find(alice, List.of()))).isEmpty();
  }
}
