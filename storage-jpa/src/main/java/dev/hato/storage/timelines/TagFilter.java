package dev.hato.storage.timelines;

import java.util.Set;

/**
 * Which statuses of hashtags are asked for, by the tags' ids.
 *
 * @param any with at least one of these; never empty
 * @param all and with each of these
 * @param none and with none of these
 */
public record TagFilter(
    Set<Long> any, Set<Long> all, Set<Long> none, PublicFilter.Origin origin, boolean onlyMedia) {

  public TagFilter {
    any = Set.copyOf(any);
    all = Set.copyOf(all);
    none = Set.copyOf(none);
    if (any.isEmpty()) {
      throw new IllegalArgumentException(
          "A tag timeline needs a tag: unknown tags have no statuses");
    }
  }

  public static TagFilter of(long tagId) {
    return new TagFilter(Set.of(tagId), Set.of(), Set.of(), PublicFilter.Origin.ALL, false);
  }
}
