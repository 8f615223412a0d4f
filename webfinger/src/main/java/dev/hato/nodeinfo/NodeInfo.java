package dev.hato.nodeinfo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a server tells about itself (NodeInfo 2.0 and 2.1, FEP-f1d5). Immutable.
 *
 * @param software what runs there
 * @param protocols such as {@code activitypub}
 * @param openRegistrations whether anybody may sign up
 * @param usage its size
 * @param metadata free: strings, numbers, booleans, lists and maps of them
 */
public record NodeInfo(
    Software software,
    List<String> protocols,
    boolean openRegistrations,
    Usage usage,
    Map<String, Object> metadata) {
  /** Copies the collections. */
  public NodeInfo {
    Objects.requireNonNull(software, "software");
    Objects.requireNonNull(usage, "usage");
    protocols = List.copyOf(protocols);
    metadata = Map.copyOf(metadata);
  }

  /**
   * What runs there.
   *
   * @param name canonical name in lower case, such as {@code mastodon}
   * @param version its version
   * @param repository address of its source, or empty (2.1 only)
   * @param homepage address of its site, or empty (2.1 only)
   */
  public record Software(String name, String version, String repository, String homepage) {}

  /**
   * Its size; a server that does not count says zero.
   *
   * @param users local accounts
   * @param activeMonth of these, signed in within 30 days
   * @param activeHalfyear of these, signed in within 180 days
   * @param localPosts posts of local accounts
   */
  public record Usage(long users, long activeMonth, long activeHalfyear, long localPosts) {
    /** Nothing counted. */
    public static final Usage NONE = new Usage(0, 0, 0, 0);
  }

  /** Reads a document of any 2.x version leniently; empty when it names no software. */
  public static Optional<NodeInfo> parse(byte[] json) {
    return NodeInfoJson.read(json);
  }

  /**
   * Names of features in {@code metadata.features}, by which others decide what to send: Fedibird
   * sends emoji reactions only to servers that list {@code emoji_reaction} or {@code
   * custom_emoji_reactions}.
   */
  public List<String> features() {
    return metadata.get("features") instanceof List<?> list
        ? list.stream().filter(String.class::isInstance).map(String.class::cast).toList()
        : List.of();
  }

  /** This document as JSON in UTF-8, in version 2.0 or 2.1. */
  byte[] toJson(String version) {
    return NodeInfoJson.write(this, version);
  }

  /** Begins the document of a server that runs {@code name}. */
  public static Builder newBuilder(String name, String version) {
    return new Builder(name, version);
  }

  /** Collects what a server tells. */
  public static final class Builder {
    private final String name;
    private final String version;
    private String repository = "";
    private String homepage = "";
    private boolean openRegistrations;
    private Usage usage = Usage.NONE;
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    private Builder(String name, String version) {
      this.name = name;
      this.version = version;
    }

    /** Address of the source. */
    public Builder repository(String url) {
      this.repository = url;
      return this;
    }

    /** Address of the software's site. */
    public Builder homepage(String url) {
      this.homepage = url;
      return this;
    }

    /** Whether anybody may sign up. */
    public Builder openRegistrations(boolean open) {
      this.openRegistrations = open;
      return this;
    }

    /** Size of the server. */
    public Builder usage(Usage size) {
      this.usage = size;
      return this;
    }

    /** Lists features in {@code metadata.features}. */
    public Builder features(List<String> names) {
      return metadata("features", new ArrayList<>(names));
    }

    /**
     * Names the software whose client API and federation this one follows, in {@code
     * metadata.upstream}: Fedibird takes its knowledge of an unknown name from there.
     */
    public Builder upstream(String upstream, String upstreamVersion) {
      return metadata("upstream", Map.of("name", upstream, "version", upstreamVersion));
    }

    /** Adds any value that is JSON. */
    public Builder metadata(String key, Object value) {
      metadata.put(key, value);
      return this;
    }

    /** The finished document. */
    public NodeInfo build() {
      return new NodeInfo(
          new Software(name, version, repository, homepage),
          List.of("activitypub"),
          openRegistrations,
          usage,
          metadata);
    }
  }
}
