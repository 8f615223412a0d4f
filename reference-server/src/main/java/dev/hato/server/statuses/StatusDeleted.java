package dev.hato.server.statuses;

import dev.hato.server.kernel.Event;
import dev.hato.storage.statuses.Visibility;
import java.util.List;

/**
 * A post is gone, with its boosts. Says what can no longer be read.
 *
 * @param local whether its author is of this server
 * @param reachedIds accounts that got it beside the author's followers: the mentioned, the author
 *     it openly answered, and those who boosted or favourited it; never whom its author blocks
 * @param tagIds its hashtags
 */
public record StatusDeleted(
    long statusId,
    long accountId,
    String uri,
    Visibility visibility,
    boolean local,
    List<Long> reachedIds,
    List<Long> tagIds)
    implements Event {}
