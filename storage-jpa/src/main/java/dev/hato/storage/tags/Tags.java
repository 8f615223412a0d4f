package dev.hato.storage.tags;

import dev.hato.storage.kernel.Row;
import dev.hato.storage.kernel.TxScope;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The hashtags, and the marks of which status carries which. Two writers of one new tag get the
 * same row.
 */
public final class Tags {
  private static final String COLUMNS = "t.id, t.name, t.display_name, t.created_at";

  private final TxScope scope;

  public Tags(TxScope scope) {
    this.scope = scope;
  }

  /**
   * The tags of these names in their order, made where missing, each once. One statement when all
   * are known, else three.
   */
  public List<Tag> ensure(Collection<TagName> names) {
    // Sorted, so that two transactions that make the same tags wait for each other and never in a
    // circle.
    SortedMap<String, TagName> wanted = new TreeMap<>();
    names.forEach(name -> wanted.putIfAbsent(name.name(), name));
    Map<String, Tag> known = byNames(wanted.keySet());
    List<TagName> missing =
        wanted.values().stream().filter(name -> !known.containsKey(name.name())).toList();
    if (!missing.isEmpty()) {
      add(missing);
      known.putAll(byNames(missing.stream().map(TagName::name).toList()));
    }
    return names.stream()
        .map(TagName::name)
        .distinct()
        .map(name -> Objects.requireNonNull(known.get(name)))
        .toList();
  }

  private void add(List<TagName> missing) {
    scope
        .sql()
        .updateAll(
            "insert into tags (id, name, display_name, created_at) values (?, ?, ?, ?)"
                + " on conflict do nothing",
            missing.stream()
                .map(n -> new Object[] {scope.nextId(), n.name(), n.display(), scope.now()})
                .toList());
  }

  /** Marks a status with tags; marks that it has already stay. One statement. */
  public void attach(long statusId, Collection<Long> tagIds) {
    scope
        .sql()
        .updateAll(
            "insert into status_tags (tag_id, status_id) values (?, ?) on conflict do nothing",
            tagIds.stream().distinct().sorted().map(tag -> new Object[] {tag, statusId}).toList());
  }

  /** Gives a status exactly these tags, as an edit does. */
  public void replace(long statusId, Collection<Long> tagIds) {
    scope
        .sql()
        .update(
            "delete from status_tags where status_id = ? and not (tag_id = any(?))",
            statusId,
            tagIds);
    attach(statusId, tagIds);
  }

  /** Takes all tags from these statuses. */
  public void detach(Collection<Long> statusIds) {
    scope.sql().update("delete from status_tags where status_id = any(?)", statusIds);
  }

  public Optional<Tag> find(TagName name) {
    return Optional.ofNullable(byNames(List.of(name.name())).get(name.name()));
  }

  /**
   * Tags whose compared form begins with the folded text: short names before long ones, so an exact
   * hit comes first.
   */
  public List<Tag> search(String prefix, int limit, int offset) {
    String folded = TagName.foldPrefix(prefix);
    if (folded.isEmpty()) {
      return List.of();
    }
    return scope
        .sql()
        .list(
            "select "
                + COLUMNS
                + " from tags t where t.name like ? escape '!'"
                + " order by char_length(t.name), t.name limit ? offset ?",
            Tags::read,
            folded.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%",
            limit,
            offset);
  }

  /**
   * The tags of each of these statuses, in the order they were made; a status without tags is
   * missing. One statement.
   */
  public Map<Long, List<Tag>> ofStatuses(Collection<Long> statusIds) {
    Map<Long, List<Tag>> found = new LinkedHashMap<>();
    scope
        .sql()
        .list(
            "select st.status_id, "
                + COLUMNS
                + " from status_tags st join tags t on t.id = st.tag_id"
                + " where st.status_id = any(?) order by t.id",
            row -> Map.entry(row.number("status_id"), read(row)),
            statusIds)
        .forEach(e -> found.computeIfAbsent(e.getKey(), k -> new ArrayList<>()).add(e.getValue()));
    return found;
  }

  private Map<String, Tag> byNames(Collection<String> names) {
    Map<String, Tag> found = new LinkedHashMap<>();
    if (!names.isEmpty()) {
      scope
          .sql()
          .list("select " + COLUMNS + " from tags t where t.name = any(?)", Tags::read, names)
          .forEach(tag -> found.put(tag.name(), tag));
    }
    return found;
  }

  private static Tag read(Row row) throws SQLException {
    return new Tag(
        row.number("id"), row.text("name"), row.text("display_name"), row.instant("created_at"));
  }
}
