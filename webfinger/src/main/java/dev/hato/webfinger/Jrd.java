package dev.hato.webfinger;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What WebFinger answers: a subject and its links (RFC 7033 §4.4). Immutable.
 *
 * @param subject the canonical {@code acct:} URI, or the asked URI; empty when the answer has none
 * @param aliases other URIs of the same thing
 * @param links in order of preference
 */
public record Jrd(String subject, List<String> aliases, List<Link> links) {
  /** Media type of the JSON form. */
  public static final String MEDIA_TYPE = "application/jrd+json";

  /** Relation of the link to a page for people. */
  public static final String PROFILE_PAGE = "http://webfinger.net/rel/profile-page";

  /** Relation of the link to an image. */
  public static final String AVATAR = "http://webfinger.net/rel/avatar";

  /** Relation of the template where a visitor from elsewhere can follow. */
  public static final String SUBSCRIBE = "http://ostatus.org/schema/1.0/subscribe";

  private static final String ACTIVITY_JSON = "application/activity+json";
  private static final String ACTIVITYSTREAMS = "https://www.w3.org/ns/activitystreams";

  /** Copies the lists. */
  public Jrd {
    Objects.requireNonNull(subject, "subject");
    aliases = List.copyOf(aliases);
    links = List.copyOf(links);
  }

  /**
   * One link.
   *
   * @param rel relation
   * @param type media type, or empty
   * @param href target, or empty where there is a template
   * @param template target with a place for a URI, or empty
   */
  public record Link(String rel, String type, String href, String template) {
    /** Whether the target is an ActivityPub document. */
    public boolean isActivity() {
      String plain = type.replace(" ", "").replace("'", "\"");
      return plain.equals(ACTIVITY_JSON)
          || plain.startsWith("application/ld+json;") && plain.contains(ACTIVITYSTREAMS);
    }
  }

  /** Reads an answer leniently: links that are none are left out; empty when it is no JRD. */
  public static Optional<Jrd> parse(byte[] json) {
    return JrdJson.read(json);
  }

  /** The actor's id: the first self link that leads to an ActivityPub document. */
  public Optional<String> actor() {
    return links.stream()
        .filter(link -> link.rel().equals("self") && link.isActivity() && !link.href().isEmpty())
        .map(Link::href)
        .findFirst();
  }

  /** The same answer with the links of the asked relations alone (RFC 7033 §4.3). */
  public Jrd withRelations(Set<String> relations) {
    return relations.isEmpty()
        ? this
        : new Jrd(
            subject, aliases, links.stream().filter(l -> relations.contains(l.rel())).toList());
  }

  /** This answer as JSON in UTF-8. */
  public byte[] toJson() {
    return JrdJson.write(this);
  }

  /** Begins an answer about {@code subject}. */
  public static Builder newBuilder(String subject) {
    return new Builder(subject);
  }

  /** Collects aliases and links. */
  public static final class Builder {
    private final String subject;
    private final List<String> aliases = new ArrayList<>();
    private final List<Link> links = new ArrayList<>();

    private Builder(String subject) {
      this.subject = subject;
    }

    /** Adds another URI of the subject. */
    public Builder alias(String uri) {
      aliases.add(uri);
      return this;
    }

    /** Adds the page for people. */
    public Builder profilePage(String url) {
      return link(new Link(PROFILE_PAGE, "text/html", url, ""));
    }

    /** Adds the ActivityPub actor. */
    public Builder actor(String id) {
      return link(new Link("self", ACTIVITY_JSON, id, ""));
    }

    /** Adds the template of the page where visitors follow, with {@code {uri}} in it. */
    public Builder subscribe(String template) {
      return link(new Link(SUBSCRIBE, "", "", template));
    }

    /** Adds any link. */
    public Builder link(Link link) {
      links.add(link);
      return this;
    }

    /** The finished answer. */
    public Jrd build() {
      return new Jrd(subject, aliases, links);
    }
  }
}
