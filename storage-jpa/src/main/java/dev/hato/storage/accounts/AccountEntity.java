package dev.hato.storage.accounts;

import dev.hato.storage.kernel.JsonColumn;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The row of an account when it is written; counters are only changed by SQL. */
@Entity
@Table(name = "accounts")
class AccountEntity {
  static final JsonColumn<ProfileField> FIELDS = JsonColumn.listOf(ProfileField.class);
  static final JsonColumn<EmojiRef> EMOJIS = JsonColumn.listOf(EmojiRef.class);
  static final JsonColumn<String> ALIASES = JsonColumn.listOf(String.class);

  @Id private long id;

  @Column private String username;

  @Column(name = "username_key")
  private String usernameKey;

  @Column private String domain;
  @Column private String uri;
  @Column private String url;

  @Column(name = "inbox_url")
  private String inboxUrl;

  @Column(name = "shared_inbox_url")
  private String sharedInboxUrl;

  @Column(name = "outbox_url")
  private String outboxUrl;

  @Column(name = "followers_url")
  private String followersUrl;

  @Column(name = "following_url")
  private String followingUrl;

  @Column(name = "featured_url")
  private String featuredUrl;

  @Enumerated(EnumType.STRING)
  @Column(name = "actor_type")
  private ActorType actorType;

  @Column(name = "display_name")
  private String displayName;

  @Column(name = "search_name")
  private String searchName;

  @Column private String note;

  @Column(name = "note_source")
  private String noteSource;

  @Column private boolean locked;
  @Column private boolean discoverable;
  @Column private boolean indexable;

  @Column(name = "hide_collections")
  private boolean hideCollections;

  @Column(name = "avatar_url")
  private String avatarUrl;

  @Column(name = "avatar_file")
  private String avatarFile;

  @Column(name = "avatar_description")
  private String avatarDescription;

  @Column(name = "header_url")
  private String headerUrl;

  @Column(name = "header_file")
  private String headerFile;

  @Column(name = "header_description")
  private String headerDescription;

  @Column private String fields;
  @Column private String emojis;

  @Column(name = "also_known_as")
  private String alsoKnownAs;

  @Column(name = "created_at")
  private Instant createdAt;

  @Column(name = "updated_at")
  private Instant updatedAt;

  @Column(name = "fetched_at")
  private @Nullable Instant fetchedAt;

  protected AccountEntity() {}

  AccountEntity(long id, String username, String domain, Instant createdAt) {
    this.id = id;
    this.username = username;
    this.usernameKey = username.toLowerCase(Locale.ROOT);
    this.domain = domain;
    this.createdAt = createdAt;
  }

  void fetched(Instant now) {
    fetchedAt = now;
  }

  void apply(ActorUrls urls) {
    uri = urls.uri();
    url = urls.url();
    inboxUrl = urls.inbox();
    sharedInboxUrl = urls.sharedInbox();
    outboxUrl = urls.outbox();
    followersUrl = urls.followers();
    followingUrl = urls.following();
    featuredUrl = urls.featured();
  }

  void apply(Profile profile, Instant now) {
    actorType = profile.actorType();
    displayName = profile.displayName();
    searchName = SearchKey.of(profile.displayName());
    note = profile.note();
    noteSource = profile.noteSource();
    locked = profile.locked();
    discoverable = profile.discoverable();
    indexable = profile.indexable();
    hideCollections = profile.hideCollections();
    avatarUrl = profile.avatar().url();
    avatarFile = profile.avatar().file();
    avatarDescription = profile.avatar().description();
    headerUrl = profile.header().url();
    headerFile = profile.header().file();
    headerDescription = profile.header().description();
    fields = FIELDS.write(profile.fields());
    emojis = EMOJIS.write(profile.emojis());
    alsoKnownAs = ALIASES.write(profile.alsoKnownAs());
    updatedAt = now;
  }
}
