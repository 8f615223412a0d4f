package dev.hato.storage.statuses;

import dev.hato.storage.accounts.Account;
import dev.hato.storage.accounts.Accounts;
import dev.hato.storage.kernel.SqlText;
import dev.hato.storage.kernel.TxScope;
import dev.hato.storage.media.Media;
import dev.hato.storage.media.MediaAttachments;
import dev.hato.storage.tags.Tag;
import dev.hato.storage.tags.Tags;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Reads statuses for somebody: always a list, always what {@link StatusVisibilitySql} lets him see,
 * always in a number of statements that does not depend on the length of the list.
 */
public final class StatusQueries {
  private static final String FLAGS =
      """
      select s.id,
        exists (select 1 from favourites f
          where f.account_id = {viewer} and f.status_id = s.id) as favourited,
        exists (select 1 from statuses b
          where b.account_id = {viewer} and b.reblog_of_id = s.id) as reblogged,
        exists (select 1 from bookmarks k
          where k.account_id = {viewer} and k.status_id = s.id) as bookmarked,
        exists (select 1 from status_pins p
          where p.account_id = {viewer} and p.status_id = s.id) as pinned,
        exists (select 1 from conversation_mutes c
          where c.account_id = {viewer} and c.conversation_id = s.conversation_id) as muted
      from statuses s where s.id = any(""";

  private final TxScope scope;

  public StatusQueries(TxScope scope) {
    this.scope = scope;
  }

  /**
   * Everything that is needed to show these statuses to a viewer, in the order of the ids; what he
   * may not see is left out, like an id that does not exist. At most seven statements.
   */
  public List<LoadedStatus> load(Viewer viewer, List<Long> ids) {
    SqlText select =
        SqlText.of("select s.*" + StatusVisibilitySql.FROM + "where s.id = any(?) and ", ids)
            .plus(StatusVisibilitySql.visible(viewer));
    return complete(
        viewer, ids, scope.sql().list(select.text(), StatusRows::read, select.arguments()));
  }

  /** One status for a viewer; empty when there is none or he may not see it. */
  public Optional<LoadedStatus> load(Viewer viewer, long id) {
    return load(viewer, List.of(id)).stream().findFirst();
  }

  /**
   * The same without asking who may see them, and with nobody's flags: to federate a status to its
   * own audience, to index it, to cache what does not depend on the viewer. Deleted ones are left
   * out. At most six statements.
   */
  public List<LoadedStatus> loadUnchecked(List<Long> ids) {
    return complete(Viewer.anonymous(), ids, new Statuses(scope).findAll(ids));
  }

  /** Those of the ids that a viewer may see, in their order. One statement. */
  public List<Long> visible(Viewer viewer, List<Long> ids) {
    SqlText select =
        SqlText.of("select s.id" + StatusVisibilitySql.FROM + "where s.id = any(?) and ", ids)
            .plus(StatusVisibilitySql.visible(viewer));
    Set<Long> seen =
        new HashSet<>(scope.sql().list(select.text(), row -> row.number("id"), select.arguments()));
    return ids.stream().filter(seen::contains).toList();
  }

  /** What an account did with each of these statuses. One statement. */
  public Map<Long, ViewerFlags> flags(long accountId, Collection<Long> ids) {
    SqlText select = SqlText.of(FLAGS).with("viewer", SqlText.of("?", accountId)).plus("?)", ids);
    Map<Long, ViewerFlags> found = new HashMap<>();
    scope
        .sql()
        .list(
            select.text(),
            row ->
                Map.entry(
                    row.number("id"),
                    new ViewerFlags(
                        row.flag("favourited"),
                        row.flag("reblogged"),
                        row.flag("bookmarked"),
                        row.flag("pinned"),
                        row.flag("muted"))),
            select.arguments())
        .forEach(entry -> found.put(entry.getKey(), entry.getValue()));
    return found;
  }

  private List<LoadedStatus> complete(Viewer viewer, List<Long> ids, List<Status> visible) {
    if (visible.isEmpty()) {
      return List.of();
    }
    Map<Long, Status> all = new LinkedHashMap<>();
    visible.forEach(status -> all.put(status.id(), status));
    originals(visible).forEach(status -> all.putIfAbsent(status.id(), status));
    Set<Long> requested = new HashSet<>();
    visible.forEach(status -> requested.add(status.id()));
    Parts parts = parts(viewer, all);
    List<LoadedStatus> loaded = new ArrayList<>();
    for (long id : ids) {
      Status status = all.get(id);
      if (status != null && requested.contains(id)) {
        parts.assemble(status, all).ifPresent(loaded::add);
      }
    }
    return loaded;
  }

  private List<Status> originals(List<Status> statuses) {
    List<Long> ids =
        statuses.stream()
            .filter(Status::isBoost)
            .map(boost -> boost.reblogOfId().getAsLong())
            .distinct()
            .toList();
    return ids.isEmpty() ? List.of() : new Statuses(scope).findAll(ids);
  }

  private Parts parts(Viewer viewer, Map<Long, Status> all) {
    Set<Long> ids = all.keySet();
    List<Long> authors = all.values().stream().map(Status::accountId).distinct().toList();
    return new Parts(
        new Accounts(scope).byIds(authors),
        mentions(ids),
        new Tags(scope).ofStatuses(ids),
        new MediaAttachments(scope).ofStatuses(ids),
        switch (viewer) {
          case Viewer.Anonymous() -> Map.of();
          case Viewer.Known(long accountId) -> flags(accountId, ids);
        });
  }

  private Map<Long, List<MentionedAccount>> mentions(Set<Long> ids) {
    Map<Long, List<MentionedAccount>> found = new HashMap<>();
    scope
        .sql()
        .list(
            "select m.status_id, a.id, a.username, a.domain, a.url, a.uri from mentions m"
                + " join accounts a on a.id = m.account_id"
                + " where m.status_id = any(?) and not m.silent order by a.id",
            row ->
                Map.entry(
                    row.number("status_id"),
                    new MentionedAccount(
                        row.number("id"),
                        row.text("username"),
                        row.text("domain"),
                        row.text("url"),
                        row.text("uri"))),
            ids)
        .forEach(e -> found.computeIfAbsent(e.getKey(), k -> new ArrayList<>()).add(e.getValue()));
    return found;
  }

  /** What was loaded for all statuses of a page, by status or account. */
  private record Parts(
      Map<Long, Account> accounts,
      Map<Long, List<MentionedAccount>> mentions,
      Map<Long, List<Tag>> tags,
      Map<Long, List<Media>> media,
      Map<Long, ViewerFlags> flags) {

    /** Empty for a boost whose original went away between two statements. */
    Optional<LoadedStatus> assemble(Status status, Map<Long, Status> all) {
      if (!status.isBoost()) {
        return Optional.of(one(status, Optional.empty()));
      }
      return Optional.ofNullable(all.get(status.reblogOfId().getAsLong()))
          .map(original -> one(status, Optional.of(one(original, Optional.empty()))));
    }

    private LoadedStatus one(Status status, Optional<LoadedStatus> reblog) {
      long id = status.id();
      return new LoadedStatus(
          status,
          Objects.requireNonNull(accounts.get(status.accountId())),
          reblog,
          mentions.getOrDefault(id, List.of()),
          tags.getOrDefault(id, List.of()),
          media.getOrDefault(id, List.of()),
          flags.getOrDefault(id, ViewerFlags.NONE));
    }
  }
}
