package dev.hato.storage.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class SqlCallTest {
  @Test
  void aListOfOneBecomesAValue() {
    SqlCall call =
        SqlCall.of("select x where a = ? and id = any(?) and b = ?", "A", List.of(7L), "B");

    assertThat(call.text()).isEqualTo("select x where a = ? and id = ? and b = ?");
    assertThat(call.arguments()).containsExactly("A", 7L, "B");
  }

  @Test
  void longerListsAndListsInOtherPlacesStay() {
    String text = "delete from x where id = any(?) and key <> all(?) and fence = any(?)";

    SqlCall call = SqlCall.of(text, List.of(1L, 2L), Set.of("k"), List.of(9L));

    assertThat(call.text())
        .isEqualTo("delete from x where id = any(?) and key <> all(?) and fence = ?");
    assertThat(call.arguments()).containsExactly(List.of(1L, 2L), Set.of("k"), 9L);
  }

  @Test
  void anEmptyListStaysAList() {
    assertThat(SqlCall.of("select x where id = any(?)", List.of()).text())
        .isEqualTo("select x where id = any(?)");
  }
}
