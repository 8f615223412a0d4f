package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.storage.accounts.EmojiRef;
import dev.hato.storage.media.Media;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.tags.TagName;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What we keep of a post of another server, made safe and cut to the limits by {@link
 * RemotePostReader}.
 *
 * @param published never later than now
 * @param inReplyTo empty when it answers nothing
 * @param named actors that it mentions
 * @param addressed actors that it is sent to without naming them
 */
record RemotePost(
    String uri,
    String url,
    Visibility visibility,
    Instant published,
    Optional<Instant> updated,
    Body body,
    String inReplyTo,
    List<Iri> named,
    List<Iri> addressed,
    List<TagName> tags,
    List<Media> media) {

  /** What an edit may change of the status itself. */
  record Body(
      String content,
      String spoilerText,
      boolean sensitive,
      String language,
      List<EmojiRef> emojis) {}
}
