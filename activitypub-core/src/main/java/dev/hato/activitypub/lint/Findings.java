package dev.hato.activitypub.lint;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Collects what was found, each thing once, up to a bound. Used by one thread. */
final class Findings {
  private static final int MOST = 500;
  private static final int LONGEST_DETAIL = 200;

  private final Predicate<LintRule> wanted;
  private final Set<Finding> found = new LinkedHashSet<>();

  Findings(Predicate<LintRule> wanted) {
    this.wanted = wanted;
  }

  void add(LintRule rule, Place place, String detail) {
    if (wanted.test(rule) && found.size() < MOST) {
      String brief =
          detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail;
      found.add(new Finding(rule, place.document(), place.path(), brief));
    }
  }

  List<Finding> inOrder() {
    List<Finding> all = new ArrayList<>(found);
    all.sort((one, other) -> one.severity().compareTo(other.severity()));
    return List.copyOf(all);
  }

  /**
   * Where something was found.
   *
   * @param document its address or id
   * @param path JSON pointer
   */
  record Place(String document, String path) {
    Place at(String property) {
      return new Place(document, path + "/" + property.replace("~", "~0").replace("/", "~1"));
    }

    Place at(int index) {
      return new Place(document, path + "/" + index);
    }
  }
}
