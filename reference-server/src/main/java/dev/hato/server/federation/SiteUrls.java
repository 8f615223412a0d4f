package dev.hato.server.federation;

import dev.hato.activitypub.vocab.Iri;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Every id and address of this server, made and read back in one place. Ids never change once they
 * were sent out. Built from the configuration, never from a Host header (J13). Immutable.
 *
 * @param base scheme and host of ids and pages, without a slash at the end
 * @param domain the part behind the @ of handles; differs from the host in a split-domain set-up
 */
public record SiteUrls(String base, String domain) {
  /** The user name of the actor that stands for the server itself, which nobody else may take. */
  public static final String INSTANCE_ACTOR = "instance.actor";

  private static final Pattern ACTOR = Pattern.compile("/users/([A-Za-z0-9_]{1,30})");
  private static final Pattern PROFILE = Pattern.compile("/@([A-Za-z0-9_]{1,30})");
  private static final Pattern STATUS =
      Pattern.compile("/users/([A-Za-z0-9_]{1,30})/statuses/([0-9]{1,18})");
  private static final Pattern PAGE = Pattern.compile("/@([A-Za-z0-9_]{1,30})/([0-9]{1,18})");

  /** The actor id of a local account. */
  public String actor(String username) {
    return base + "/users/" + username;
  }

  /** The id of an account's signing key. */
  public String key(String username) {
    return actor(username) + "#main-key";
  }

  /** The id of an account's key for integrity proofs. */
  public String proofKey(String username) {
    return actor(username) + "#proof-key";
  }

  public String inbox(String username) {
    return actor(username) + "/inbox";
  }

  public String outbox(String username) {
    return actor(username) + "/outbox";
  }

  public String followers(String username) {
    return actor(username) + "/followers";
  }

  public String following(String username) {
    return actor(username) + "/following";
  }

  public String featured(String username) {
    return actor(username) + "/collections/featured";
  }

  public String sharedInbox() {
    return base + "/inbox";
  }

  /** The actor that signs what the server itself asks for. */
  public String instanceActor() {
    return base + "/actor";
  }

  /** The id of a post, or of a boost. */
  public String status(String username, long id) {
    return actor(username) + "/statuses/" + id;
  }

  /** The id of the activity that published a post or a boost. */
  public String statusActivity(String username, long id) {
    return status(username, id) + "/activity";
  }

  /** The profile page. */
  public String profile(String username) {
    return base + "/@" + username;
  }

  /** A post's page. */
  public String page(String username, long id) {
    return profile(username) + "/" + id;
  }

  /** A hashtag's page. */
  public String tag(String name) {
    return base + "/tags/" + URLEncoder.encode(name, StandardCharsets.UTF_8);
  }

  /** A stored file. */
  public String file(String name) {
    return base + "/media/" + name;
  }

  /** A picture of the program's own. */
  public String asset(String name) {
    return base + "/assets/" + name;
  }

  /** An id for something that has no document of its own: a follow, a like, an undo. */
  public String activity(String username, String kind, long id) {
    return actor(username) + "#" + kind + "/" + id;
  }

  /** Whether an id is on this server's host. */
  public boolean isLocal(Iri iri) {
    return iri.sameOrigin(Iri.parse(base + "/"));
  }

  /** The user name in an actor id or profile page of this server. */
  public Optional<String> localUsername(Iri iri) {
    return match(iri, ACTOR).or(() -> match(iri, PROFILE)).map(found -> found.group(1));
  }

  /** The id in a post's id or page of this server. */
  public OptionalLong localStatusId(Iri iri) {
    return match(iri, STATUS)
        .or(() -> match(iri, PAGE))
        .map(found -> OptionalLong.of(Long.parseLong(found.group(2))))
        .orElse(OptionalLong.empty());
  }

  private Optional<Matcher> match(Iri iri, Pattern path) {
    if (!isLocal(iri) || !iri.value().startsWith(base)) {
      return Optional.empty();
    }
    Matcher found = path.matcher(iri.value().substring(base.length()));
    return found.matches() ? Optional.of(found) : Optional.empty();
  }
}
