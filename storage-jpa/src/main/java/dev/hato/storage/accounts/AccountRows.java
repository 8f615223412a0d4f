package dev.hato.storage.accounts;

import dev.hato.storage.kernel.Row;
import java.sql.SQLException;

/** Reads accounts from any query that selects {@code a.*} of {@code accounts a}. */
public final class AccountRows {
  private AccountRows() {}

  public static Account read(Row row) throws SQLException {
    return new Account(
        row.number("id"),
        row.text("username"),
        row.text("domain"),
        row.text("uri"),
        row.text("url"),
        row.text("inbox_url"),
        row.text("shared_inbox_url"),
        row.text("outbox_url"),
        row.text("followers_url"),
        row.text("following_url"),
        row.text("featured_url"),
        row.constant("actor_type", ActorType.class),
        row.text("display_name"),
        row.text("note"),
        row.text("note_source"),
        row.flag("locked"),
        row.flag("discoverable"),
        row.flag("indexable"),
        row.flag("hide_collections"),
        picture(row, "avatar"),
        picture(row, "header"),
        AccountEntity.FIELDS.read(row.text("fields")),
        AccountEntity.EMOJIS.read(row.text("emojis")),
        AccountEntity.ALIASES.read(row.text("also_known_as")),
        row.optionalNumber("moved_to_id"),
        row.instant("created_at"),
        row.instant("updated_at"),
        row.optionalInstant("fetched_at"),
        row.optionalInstant("suspended_at"),
        row.optionalInstant("silenced_at"),
        row.number("followers_count"),
        row.number("following_count"),
        row.number("statuses_count"),
        row.optionalInstant("last_status_at"));
  }

  private static Picture picture(Row row, String name) throws SQLException {
    return new Picture(
        row.text(name + "_url"), row.text(name + "_file"), row.text(name + "_description"));
  }
}
