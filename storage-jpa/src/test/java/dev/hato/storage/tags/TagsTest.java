package dev.hato.storage.tags;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.Database;
import dev.hato.storage.kernel.Dialect;
import dev.hato.storage.testkit.People;
import dev.hato.storage.testkit.Posts;
import dev.hato.storage.testkit.TestDatabases;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TagsTest {
  private static List<TagName> names(String... written) {
    return Arrays.stream(written).map(name -> TagName.parse(name).orElseThrow()).toList();
  }

  @ParameterizedTest
  @CsvSource({
    "#Hato,hato",
    "＃ＨＡＴＯ,hato",
    "ﾊﾄ,ハト",
    "鳩の日常,鳩の日常",
    "ラーメン,ラーメン",
    "か\u3099くせい,がくせい",
    "STRASSE,strasse",
    "Straße,strasse",
    "ΟΔΟΣ,οδοσ",
    "οδος,οδοσ",
    "café,café",
    "snake_case2,snake_case2",
    "中・西,中・西"
  })
  void spellingsOfOneTagAreOneTag(String written, String name) {
    assertThat(TagName.parse(written)).map(TagName::name).contains(name);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "#", "123", "１２３", "a b", "a-b", "a.b", "・", "_", "#a#b", "😀"})
  void whatIsNoTagIsRefused(String written) {
    assertThat(TagName.parse(written)).isEmpty();
  }

  @Test
  void anOverlongTagIsRefused() {
    assertThat(TagName.parse("鳩".repeat(255))).isPresent();
    assertThat(TagName.parse("鳩".repeat(256))).isEmpty();
    // One of these becomes 18 letters when compatibility characters are resolved.
    assertThat(TagName.parse("ﷺ".repeat(200))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void theFirstSpellingIsShownAndTheOrderIsKept(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                List<Tag> first = tx.tags().ensure(names("Hato", "鳩", "HATO"));
                assertThat(first).extracting(Tag::name).containsExactly("hato", "鳩");
                assertThat(first).extracting(Tag::displayName).containsExactly("Hato", "鳩");
                List<Tag> second = tx.tags().ensure(names("鳩", "new", "ｈａｔｏ"));
                assertThat(second).extracting(Tag::name).containsExactly("鳩", "new", "hato");
                assertThat(second.get(2)).isEqualTo(first.get(0));
                assertThat(tx.tags().find(names("＃鳩").getFirst())).contains(first.get(1));
                assertThat(tx.tags().ensure(List.of())).isEmpty();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void searchFindsByPrefixShortestFirst(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                tx.tags().ensure(names("鳩の日常", "鳩", "鳥", "hato", "Hatoba", "ha_to", "haxto"));
                assertThat(tx.tags().search("#鳩", 10, 0))
                    .extracting(Tag::name)
                    .containsExactly("鳩", "鳩の日常");
                assertThat(tx.tags().search("ＨＡＴ", 10, 0))
                    .extracting(Tag::displayName)
                    .containsExactly("hato", "Hatoba");
                assertThat(tx.tags().search("hat", 10, 1))
                    .extracting(Tag::name)
                    .containsExactly("hatoba");
                assertThat(tx.tags().search("ha_", 10, 0))
                    .extracting(Tag::name)
                    .containsExactly("ha_to");
                assertThat(tx.tags().search("%", 10, 0)).isEmpty();
                assertThat(tx.tags().search("  ", 10, 0)).isEmpty();
              });
    }
  }

  @ParameterizedTest
  @EnumSource(Dialect.class)
  void anEditReplacesTheTagsOfAStatus(Dialect dialect) {
    try (Database database = TestDatabases.open(dialect)) {
      database
          .transactions()
          .run(
              tx -> {
                long one = Posts.post(tx, People.local(tx, "alice")).id();
                long two = Posts.post(tx, People.local(tx, "bob")).id();
                List<Tag> tags = tx.tags().ensure(names("a", "b", "c"));
                List<Long> ids = tags.stream().map(Tag::id).toList();
                tx.tags().attach(one, ids.subList(0, 2));
                tx.tags().attach(one, ids.subList(0, 2));
                tx.tags().attach(two, ids);
                tx.tags().replace(one, ids.subList(1, 3));
                assertThat(tx.tags().ofStatuses(List.of(one, two)))
                    .containsEntry(one, tags.subList(1, 3))
                    .containsEntry(two, tags);
                tx.tags().replace(one, List.of());
                tx.tags().detach(List.of(two));
                assertThat(tx.tags().ofStatuses(List.of(one, two))).isEmpty();
              });
    }
  }
}
