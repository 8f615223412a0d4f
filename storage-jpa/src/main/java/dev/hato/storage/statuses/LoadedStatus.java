package dev.hato.storage.statuses;

import dev.hato.storage.accounts.Account;
import dev.hato.storage.media.Media;
import dev.hato.storage.tags.Tag;
import java.util.List;
import java.util.Optional;

/**
 * A status with all that is shown of it, for one viewer.
 *
 * @param reblog the original where this is a boost; never a boost itself
 * @param mentions those named in the text, in the order of their ids
 */
public record LoadedStatus(
    Status status,
    Account author,
    Optional<LoadedStatus> reblog,
    List<MentionedAccount> mentions,
    List<Tag> tags,
    List<Media> media,
    ViewerFlags flags) {}
