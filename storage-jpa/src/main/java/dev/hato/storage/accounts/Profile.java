package dev.hato.storage.accounts;

import java.util.List;
import java.util.Objects;

/**
 * The part of an account that its owner changes: what a profile form or an actor document sets.
 *
 * @param note HTML as shown
 * @param noteSource what the person typed; empty for remote accounts
 */
public record Profile(
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
    List<String> alsoKnownAs) {

  public Profile {
    fields = List.copyOf(fields);
    emojis = List.copyOf(emojis);
    alsoKnownAs = List.copyOf(alsoKnownAs);
  }

  public static Builder newBuilder() {
    return new Builder();
  }

  /** A builder that starts from this profile. */
  public Builder toBuilder() {
    return new Builder()
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
        .alsoKnownAs(alsoKnownAs);
  }

  /** Collects the parts of a profile; what is not set is empty or off. */
  public static final class Builder {
    private ActorType actorType = ActorType.PERSON;
    private String displayName = "";
    private String note = "";
    private String noteSource = "";
    private boolean locked;
    private boolean discoverable;
    private boolean indexable;
    private boolean hideCollections;
    private Picture avatar = Picture.NONE;
    private Picture header = Picture.NONE;
    private List<ProfileField> fields = List.of();
    private List<EmojiRef> emojis = List.of();
    private List<String> alsoKnownAs = List.of();

    private Builder() {}

    public Builder actorType(ActorType value) {
      actorType = Objects.requireNonNull(value);
      return this;
    }

    public Builder displayName(String value) {
      displayName = Objects.requireNonNull(value);
      return this;
    }

    public Builder note(String html, String source) {
      note = Objects.requireNonNull(html);
      noteSource = Objects.requireNonNull(source);
      return this;
    }

    public Builder locked(boolean value) {
      locked = value;
      return this;
    }

    public Builder discoverable(boolean value) {
      discoverable = value;
      return this;
    }

    public Builder indexable(boolean value) {
      indexable = value;
      return this;
    }

    public Builder hideCollections(boolean value) {
      hideCollections = value;
      return this;
    }

    public Builder avatar(Picture value) {
      avatar = Objects.requireNonNull(value);
      return this;
    }

    public Builder header(Picture value) {
      header = Objects.requireNonNull(value);
      return this;
    }

    public Builder fields(List<ProfileField> value) {
      fields = List.copyOf(value);
      return this;
    }

    public Builder emojis(List<EmojiRef> value) {
      emojis = List.copyOf(value);
      return this;
    }

    public Builder alsoKnownAs(List<String> value) {
      alsoKnownAs = List.copyOf(value);
      return this;
    }

    public Profile build() {
      return new Profile(
          actorType,
          displayName,
          note,
          noteSource,
          locked,
          discoverable,
          indexable,
          hideCollections,
          avatar,
          header,
          fields,
          emojis,
          alsoKnownAs);
    }
  }
}
