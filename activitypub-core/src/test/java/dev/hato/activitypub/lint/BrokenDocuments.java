package dev.hato.activitypub.lint;

import dev.hato.httpsig.Keys;
import dev.hato.httpsig.Multikeys;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Documents without any fault, and for each rule the one that breaks it. */
final class BrokenDocuments {
  private static final JsonMapper JSON = JsonMapper.shared();
  static final String BASE = "https://loft.example";
  static final String ALICE = BASE + "/users/alice";
  private static final String CAROL = "https://other.example/users/carol";
  private static final String PUBLIC = "https://www.w3.org/ns/activitystreams#Public";
  private static final KeyPair RSA = Keys.generateRsa(new SecureRandom());
  private static final KeyPair ED25519 = Keys.generateEd25519(new SecureRandom());

  private BrokenDocuments() {}

  static ObjectNode actor() {
    ObjectNode actor =
        json(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams", "https://w3id.org/security/v1",
                "https://w3id.org/security/multikey/v1",
                {"toot": "http://joinmastodon.org/ns#",
                 "featured": {"@id": "toot:featured", "@type": "@id"},
                 "featuredTags": {"@id": "toot:featuredTags", "@type": "@id"}}],
             "id": "ALICE", "type": "Person", "preferredUsername": "alice",
             "summary": "<p>Pigeons</p>", "summaryMap": {"en": "<p>Pigeons</p>"},
             "published": "2026-11-28T12:00:00Z", "inbox": "ALICE/inbox",
             "outbox": "ALICE/outbox", "followers": "ALICE/followers",
             "following": "ALICE/following", "featured": "ALICE/featured",
             "featuredTags": "ALICE/tags", "endpoints": {"sharedInbox": "BASE/inbox"},
             "icon": {"type": "Image", "mediaType": "image/png", "url": "BASE/a.png"},
             "publicKey": {"id": "ALICE#main-key", "owner": "ALICE"},
             "assertionMethod": [{"id": "ALICE#ed25519", "type": "Multikey", "controller": "ALICE"}]}
            """);
    key(actor).put("publicKeyPem", Keys.toPem(RSA.getPublic()));
    ((ObjectNode) actor.get("assertionMethod").get(0))
        .put("publicKeyMultibase", Multikeys.write(ED25519.getPublic()));
    return actor;
  }

  static ObjectNode note() {
    return json(
        """
        {"@context": ["https://www.w3.org/ns/activitystreams",
            {"toot": "http://joinmastodon.org/ns#", "Emoji": "toot:Emoji",
             "Hashtag": "as:Hashtag"}],
         "id": "ALICE/notes/1", "type": "Note", "attributedTo": "ALICE",
         "published": "2026-11-28T12:00:00.000Z", "to": ["PUBLIC"],
         "cc": ["ALICE/followers", "CAROL"],
         "content": "<p>Hello <a href='CAROL' class='u-url mention'>@carol</a></p>",
         "contentMap": {"en": "<p>Hello <a href='CAROL' class='u-url mention'>@carol</a></p>"},
         "tag": [{"type": "Mention", "href": "CAROL", "name": "@carol@other.example"},
             {"type": "Hashtag", "href": "BASE/tags/birds", "name": "#birds"},
             {"type": "Emoji", "id": "BASE/emojis/1", "name": ":dove:",
              "icon": {"type": "Image", "mediaType": "image/png", "url": "BASE/e.png"}}],
         "attachment": [{"type": "Document", "mediaType": "image/png", "url": "BASE/p.png",
             "name": "A pigeon"}]}
        """);
  }

  static ObjectNode create() {
    ObjectNode create =
        json(
            """
            {"@context": "https://www.w3.org/ns/activitystreams", "id": "ALICE/notes/1/activity",
             "type": "Create", "actor": "ALICE", "to": ["PUBLIC"],
             "cc": ["ALICE/followers", "CAROL"]}
            """);
    create.set("object", without(note(), "@context"));
    create.set("@context", note().get("@context"));
    return create;
  }

  static ObjectNode poll() {
    ObjectNode poll = note().put("type", "Question");
    poll.set("oneOf", JSON.readTree("[{\"type\": \"Note\", \"name\": \"North\"}]"));
    return poll;
  }

  static ObjectNode collection() {
    return json(
        """
        {"@context": "https://www.w3.org/ns/activitystreams", "id": "ALICE/followers",
         "type": "OrderedCollection", "totalItems": 3, "first": "ALICE/followers?page=1"}
        """);
  }

  static ObjectNode page() {
    return json(
        """
        {"@context": "https://www.w3.org/ns/activitystreams", "id": "ALICE/followers?page=1",
         "type": "OrderedCollectionPage", "partOf": "ALICE/followers", "orderedItems": ["CAROL"]}
        """);
  }

  /** A document in which one rule is broken and no other; of rules about serving there is none. */
  static ObjectNode breaking(LintRule rule) {
    return switch (rule) {
      case VALUE_PASSED_OVER -> note().put("name", 7);
      case CONTEXT_MISSING -> without(collection(), "@context");
      case TYPE_MISSING -> without(collection(), "type");
      case ID_MISSING -> without(note(), "id");
      case ID_NOT_HTTPS -> collection().put("id", "http://loft.example/users/alice/followers");
      case OWNER_ELSEWHERE -> note().put("attributedTo", CAROL);
      case TIME_MALFORMED -> note().put("published", "2026-11-28");
      case TIME_INCOMPLETE -> note().put("published", "2026-11-28T12:00Z");
      case PUBLIC_ABBREVIATED -> note().put("to", "as:Public");
      case HIDDEN_RECIPIENTS_SHOWN -> note().put("bto", CAROL);
      case PRIVATE_KEY_SHOWN -> {
        ObjectNode actor = actor();
        key(actor).put("privateKeyPem", "(secret)");
        yield actor;
      }
      case INBOX_MISSING -> without(actor(), "inbox");
      case OUTBOX_MISSING -> without(actor(), "outbox");
      case FOLLOWERS_MISSING -> without(actor(), "followers");
      case FOLLOWING_MISSING -> without(actor(), "following");
      case SHARED_INBOX_MISSING -> without(actor(), "endpoints");
      case FEATURED_MISSING -> without(actor(), "featured");
      case FEATURED_TAGS_MISSING -> without(actor(), "featuredTags");
      case ENDPOINT_ELSEWHERE -> actor().put("outbox", "https://other.example/outbox");
      case USERNAME_MISSING -> without(actor(), "preferredUsername");
      case USERNAME_UNUSUAL -> actor().put("preferredUsername", "鳩");
      case PUBLIC_KEY_MISSING -> actor().put("publicKey", ALICE + "#main-key");
      case PUBLIC_KEY_ID -> keyed("id", CAROL + "#main-key");
      case PUBLIC_KEY_OWNER -> keyed("owner", CAROL);
      case PUBLIC_KEY_UNREADABLE -> keyed("publicKeyPem", "-----BEGIN PUBLIC KEY-----");
      case PUBLIC_KEY_NOT_RSA -> keyed("publicKeyPem", Keys.toPem(ED25519.getPublic()));
      case ASSERTION_METHOD_MISSING -> without(actor(), "assertionMethod");
      case MULTIKEY_CONTROLLER -> multikeyed("controller", CAROL);
      case MULTIKEY_UNREADABLE -> multikeyed("publicKeyMultibase", "zzz");
      case PICTURE_WITHOUT_MEDIA_TYPE -> {
        ObjectNode actor = actor();
        ((ObjectNode) actor.get("icon")).remove("mediaType");
        yield actor;
      }
      case AUTHOR_MISSING -> without(note(), "attributedTo");
      case AUDIENCE_MISSING -> without(without(without(note(), "to"), "cc"), "tag");
      case PUBLISHED_MISSING -> without(note(), "published");
      case LANGUAGE_MISSING -> without(note(), "contentMap");
      case CONTENT_NOT_HTML -> note().put("mediaType", "text/markdown");
      case HTML_STRIPPED -> textual("<p>Look: <img src='x.png' onerror='alert(1)'></p>");
      case MENTION_NOT_ADDRESSED -> note().put("cc", ALICE + "/followers");
      case TAG_WITHOUT_HREF -> tagged(1, "href", "");
      case HASHTAG_WITHOUT_SIGN -> tagged(1, "name", "birds");
      case EMOJI_INCOMPLETE -> tagged(2, "name", "dove");
      case ATTACHMENT_NOT_LISTED -> {
        ObjectNode note = note();
        yield note.set("attachment", note.get("attachment").get(0));
      }
      case ATTACHMENT_WITHOUT_FILE -> attached("url");
      case ATTACHMENT_WITHOUT_MEDIA_TYPE -> attached("mediaType");
      case ATTACHMENT_WITHOUT_DESCRIPTION -> attached("name");
      case POLL_WITHOUT_OPTIONS -> without(poll(), "oneOf");
      case ACTOR_MISSING -> without(without(create(), "actor"), "object").put("object", CAROL);
      case OBJECT_MISSING -> without(create(), "object");
      case CREATE_AUTHOR_DIFFERS -> create().put("actor", BASE + "/users/bob");
      case CREATE_AUDIENCE_DIFFERS -> create().put("cc", ALICE + "/followers");
      case COLLECTION_WITHOUT_TOTAL -> without(collection(), "totalItems");
      case COLLECTION_WITHOUT_ITEMS -> without(collection(), "first");
      case PAGE_WITHOUT_COLLECTION -> without(page(), "partOf");
      case UNREADABLE,
          NOT_SERVED,
          NOT_FOR_STRANGERS,
          MEDIA_TYPE_WRONG,
          ACCEPT_REFUSED,
          ID_MISMATCH,
          NOT_A_COLLECTION,
          WEBFINGER_MISSING,
          WEBFINGER_DISAGREES ->
          throw new IllegalArgumentException(rule + " is not about a document by itself");
    };
  }

  static ObjectNode without(ObjectNode node, String property) {
    node.remove(property);
    return node;
  }

  private static ObjectNode key(ObjectNode actor) {
    return (ObjectNode) actor.get("publicKey");
  }

  private static ObjectNode keyed(String property, String value) {
    ObjectNode actor = actor();
    key(actor).put(property, value);
    return actor;
  }

  private static ObjectNode multikeyed(String property, String value) {
    ObjectNode actor = actor();
    ((ObjectNode) actor.get("assertionMethod").get(0)).put(property, value);
    return actor;
  }

  private static ObjectNode textual(String html) {
    ObjectNode note = note().put("content", html);
    return note.set("contentMap", JSON.valueToTree(Map.of("en", html)));
  }

  private static ObjectNode tagged(int tag, String property, String value) {
    ObjectNode note = note();
    ((ObjectNode) note.get("tag").get(tag)).put(property, value);
    return note;
  }

  private static ObjectNode attached(String left) {
    ObjectNode note = note();
    ((ObjectNode) note.get("attachment").get(0)).remove(left);
    return note;
  }

  private static ObjectNode json(String text) {
    String filled =
        text.replace("ALICE", ALICE)
            .replace("BASE", BASE)
            .replace("CAROL", CAROL)
            .replace("\"PUBLIC\"", "\"" + PUBLIC + "\"");
    return (ObjectNode) JSON.readTree(filled);
  }
}
