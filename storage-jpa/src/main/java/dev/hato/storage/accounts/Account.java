package dev.hato.storage.accounts;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An account of here or elsewhere, with all that the API and ActivityPub show of it.
 *
 * <p>Texts are never null; empty means none. Written through {@link Accounts}.
 *
 * @param domain empty for a local account
 * @param note HTML as shown
 * @param noteSource what the person typed; empty for remote accounts
 * @param fetchedAt when the document of a remote account was last read
 */
public record Account(
    long id,
    String username,
    String domain,
    String uri,
    String url,
    String inboxUrl,
    String sharedInboxUrl,
    String outboxUrl,
    String followersUrl,
    String followingUrl,
    String featuredUrl,
    ActorType actorType,
    String displayName,
    String note,
    String noteSource,
    boolean locked,
    boolean discoverable,
    boolean indexable,
    boolean hideCollections,
    Picture avatar,
    Picture header,
    List<ProfileField> fields,
    List<EmojiRef> emojis,
    List<String> alsoKnownAs,
    OptionalLong movedToId,
    Instant createdAt,
    Instant updatedAt,
    Optional<Instant> fetchedAt,
    Optional<Instant> suspendedAt,
    Optional<Instant> silencedAt,
    long followersCount,
    long followingCount,
    long statusesCount,
    Optional<Instant> lastStatusAt) {

  public boolean local() {
    return domain.isEmpty();
  }

  /** The handle as the API shows it: without domain for local accounts. */
  public String acct() {
    return local() ? username : username + "@" + domain;
  }

  public boolean bot() {
    return actorType == ActorType.SERVICE || actorType == ActorType.APPLICATION;
  }

  public boolean group() {
    return actorType == ActorType.GROUP;
  }

  public boolean suspended() {
    return suspendedAt.isPresent();
  }

  public boolean silenced() {
    return silencedAt.isPresent();
  }

  /** Where deliveries for this account go: the shared inbox when there is one. */
  public String deliveryInbox() {
    return sharedInboxUrl.isEmpty() ? inboxUrl : sharedInboxUrl;
  }

  /** The addresses in one value. */
  public ActorUrls urls() {
    return ActorUrls.newBuilder(uri)
        .url(url)
        .inbox(inboxUrl)
        .sharedInbox(sharedInboxUrl)
        .outbox(outboxUrl)
        .followers(followersUrl)
        .following(followingUrl)
        .featured(featuredUrl)
        .build();
  }

  /** The part that its owner may change, to change it with {@link Accounts#updateProfile}. */
  public Profile profile() {
    return Profile.newBuilder()
        .actorType(actorType)
        .displayName(displayName)
        .note(note, noteSource)
        .locked(locked)
        .discoverable(discoverable)
        .indexable(indexable)
        .hideCollections(hideCollections)
        .avatar(avatar)
        .header(header)
        .fields(fields)
        .emojis(emojis)
        .alsoKnownAs(alsoKnownAs)
        .build();
  }
}
