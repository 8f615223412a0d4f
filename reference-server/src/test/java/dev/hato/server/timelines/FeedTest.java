package dev.hato.server.timelines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.storage.timelines.FeedEntry;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

final class FeedTest {
  private static final List<FeedEntry> A_POST_AND_ITS_BOOST =
      List.of(new FeedEntry(2, OptionalLong.of(1)), new FeedEntry(1, OptionalLong.empty()));

  @Test
  void R18_aFeedThatShowsAPostOnceInsteadOfTwiceIsNotItsEnd() {
    assertThat(Feed.of(A_POST_AND_ITS_BOOST, false).ids()).containsExactly(1);
    assertThat(Feed.of(A_POST_AND_ITS_BOOST, false).isWhole()).isFalse();
    assertThat(Feed.of(A_POST_AND_ITS_BOOST, true).isWhole()).isTrue();
  }

  @Test
  void R18_aFeedThatLetsItsOldestLinesGoIsNotItsEnd() {
    Feed feed = Feed.of(List.of(), true);
    LongStream.rangeClosed(1, Feed.MOST).forEach(id -> feed.push(id, id));
    assertThat(feed.isWhole()).isFalse();
  }
}
