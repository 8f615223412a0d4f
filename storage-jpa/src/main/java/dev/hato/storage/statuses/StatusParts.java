package dev.hato.storage.statuses;

import dev.hato.storage.media.Media;
import dev.hato.storage.tags.Tag;
import java.util.List;

/** What a status shows to everybody, without its author. */
record StatusParts(
    Status status, List<MentionedAccount> mentions, List<Tag> tags, List<Media> media) {}
