package dev.hato.server.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ScopesTest {
  @ParameterizedTest
  @CsvSource({
    "read, read, true",
    "read, read:statuses, true",
    "read:statuses, read, false",
    "read:statuses, read:accounts, false",
    "write, read:statuses, false",
    "write, admin:write, false",
    "admin:read, admin:read:accounts, true",
    "admin:read, read:accounts, false",
    "admin, admin:read, false",
    "follow, write:follows, true",
    "follow, read:mutes, true",
    "follow, write:statuses, false",
    "read write push, push, true",
    "'', read, false",
    "readx, read:statuses, false",
  })
  void aParentCoversItsChildrenAndNothingElse(String granted, String required, boolean covered) {
    assertThat(Scopes.parse(granted).covers(required)).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({"read write, read:statuses write, true", "read, read write, false"})
  void allScopesAreCoveredOrNot(String granted, String asked, boolean covered) {
    assertThat(Scopes.parse(granted).coversAll(Scopes.parse(asked))).isEqualTo(covered);
  }

  @ParameterizedTest
  @CsvSource({"'  write   read ', write read", "'', ''"})
  void theTextKeepsTheOrder(String text, String written) {
    assertThat(Scopes.parse(text).toString()).isEqualTo(written);
  }
}
