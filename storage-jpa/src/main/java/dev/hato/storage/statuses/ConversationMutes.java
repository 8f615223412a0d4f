package dev.hato.storage.statuses;

import dev.hato.storage.kernel.TxScope;

/** Conversations whose notifications an account does not want. */
public final class ConversationMutes {
  private final TxScope scope;

  public ConversationMutes(TxScope scope) {
    this.scope = scope;
  }

  /** Whether it was not muted yet. */
  public boolean add(long accountId, long conversationId) {
    return scope
            .sql()
            .update(
                "insert into conversation_mutes (account_id, conversation_id) values (?, ?)"
                    + " on conflict do nothing",
                accountId,
                conversationId)
        > 0;
  }

  /** Whether it was muted. */
  public boolean remove(long accountId, long conversationId) {
    return scope
            .sql()
            .update(
                "delete from conversation_mutes where account_id = ? and conversation_id = ?",
                accountId,
                conversationId)
        > 0;
  }

  public boolean contains(long accountId, long conversationId) {
    return scope
        .sql()
        .exists(
            "select 1 from conversation_mutes where account_id = ? and conversation_id = ?",
            accountId,
            conversationId);
  }
}
