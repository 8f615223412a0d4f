package dev.hato.storage.accounts;

import java.util.Objects;

/** The addresses of an actor; empty where it has none. Only the {@code uri} identifies it. */
public record ActorUrls(
    String uri,
    String url,
    String inbox,
    String sharedInbox,
    String outbox,
    String followers,
    String following,
    String featured) {

  public ActorUrls {
    if (uri.isBlank()) {
      throw new IllegalArgumentException("an actor without uri cannot be stored");
    }
  }

  public static Builder newBuilder(String uri) {
    return new Builder(uri);
  }

  /** Collects addresses; what is not set is empty, and the page is the uri itself. */
  public static final class Builder {
    private final String uri;
    private String url;
    private String inbox = "";
    private String sharedInbox = "";
    private String outbox = "";
    private String followers = "";
    private String following = "";
    private String featured = "";

    private Builder(String uri) {
      this.uri = uri;
      this.url = uri;
    }

    public Builder url(String value) {
      url = Objects.requireNonNull(value);
      return this;
    }

    public Builder inbox(String value) {
      inbox = Objects.requireNonNull(value);
      return this;
    }

    public Builder sharedInbox(String value) {
      sharedInbox = Objects.requireNonNull(value);
      return this;
    }

    public Builder outbox(String value) {
      outbox = Objects.requireNonNull(value);
      return this;
    }

    public Builder followers(String value) {
      followers = Objects.requireNonNull(value);
      return this;
    }

    public Builder following(String value) {
      following = Objects.requireNonNull(value);
      return this;
    }

    public Builder featured(String value) {
      featured = Objects.requireNonNull(value);
      return this;
    }

    public ActorUrls build() {
      return new ActorUrls(uri, url, inbox, sharedInbox, outbox, followers, following, featured);
    }
  }
}
