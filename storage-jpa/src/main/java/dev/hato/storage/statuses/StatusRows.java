package dev.hato.storage.statuses;

import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.kernel.JsonColumn;
import dev.hato.storage.kernel.Row;
import java.sql.SQLException;

/** Between rows of {@code statuses} and {@link Status}. */
final class StatusRows {
  static final JsonColumn<EmojiRef> EMOJIS = JsonColumn.listOf(EmojiRef.class);

  static final String SELECT = "select s.* from statuses s where ";

  static final String INSERT =
      """
      insert into statuses (id, account_id, uri, url, local, visibility, text, content, spoiler_text,
        sensitive, language, emojis, in_reply_to_id, in_reply_to_account_id, in_reply_to_uri,
        reblog_of_id, conversation_id, application_id, created_at, edited_at)
      values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing""";

  private StatusRows() {}

  static Object[] values(Status s) {
    return new Object[] {
      s.id(),
      s.accountId(),
      s.uri(),
      s.url(),
      s.local(),
      s.visibility(),
      s.text(),
      s.content(),
      s.spoilerText(),
      s.sensitive(),
      s.language(),
      EMOJIS.write(s.emojis()),
      s.inReplyToId(),
      s.inReplyToAccountId(),
      s.inReplyToUri(),
      s.reblogOfId(),
      s.conversationId(),
      s.applicationId(),
      s.createdAt(),
      s.editedAt()
    };
  }

  static Status read(Row row) throws SQLException {
    Status.Builder status =
        Status.newBuilder(
                row.number("id"),
                row.number("account_id"),
                row.text("uri"),
                row.instant("created_at"))
            .url(row.text("url"))
            .visibility(row.constant("visibility", Visibility.class))
            .text(row.text("text"))
            .content(row.text("content"))
            .spoilerText(row.text("spoiler_text"))
            .sensitive(row.flag("sensitive"))
            .language(row.text("language"))
            .emojis(EMOJIS.read(row.text("emojis")))
            .reply(
                row.optionalNumber("in_reply_to_id"),
                row.optionalNumber("in_reply_to_account_id"),
                row.text("in_reply_to_uri"))
            .links(
                row.optionalNumber("reblog_of_id"),
                row.number("conversation_id"),
                row.optionalNumber("application_id"))
            .stored(
                counts(row), row.optionalInstant("edited_at"), row.optionalInstant("deleted_at"));
    return (row.flag("local") ? status : status.remote()).build();
  }

  private static Status.Counts counts(Row row) throws SQLException {
    return new Status.Counts(
        row.integer("replies_count"),
        row.integer("reblogs_count"),
        row.integer("favourites_count"));
  }
}
