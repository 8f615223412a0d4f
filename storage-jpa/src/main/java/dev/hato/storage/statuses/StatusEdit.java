package dev.hato.storage.statuses;

import dev.hato.storage.accounts.EmojiRef;
import java.time.Instant;
import java.util.List;

/**
 * A version of a status.
 *
 * @param mediaIds its attachments then, of which some may be gone
 * @param createdAt when it began to be shown
 */
public record StatusEdit(
    String text,
    String content,
    String spoilerText,
    boolean sensitive,
    String language,
    List<EmojiRef> emojis,
    List<Long> mediaIds,
    Instant createdAt) {}
