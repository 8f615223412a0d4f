package dev.hato.activitypub.lint;

import java.util.Locale;

/** What {@link Lint} looks for: each rule with how much it matters and what to do about it. */
public enum LintRule {
  // Documents of every kind.

  /** The bytes are no document that can be read. */
  UNREADABLE(Severity.ERROR, "Write a JSON object within the limits that ApReader names."),
  /** A value that readers pass over. */
  VALUE_PASSED_OVER(
      Severity.WARNING, "Give the value the form that its term takes; see the vocabulary page."),
  /** No context. */
  CONTEXT_MISSING(
      Severity.ERROR,
      "Begin with \"@context\": \"https://www.w3.org/ns/activitystreams\"; many ignore what has"
          + " none."),
  /** No type. */
  TYPE_MISSING(Severity.ERROR, "Give the object a type."),
  /** No id. */
  ID_MISSING(Severity.ERROR, "Give it an id: an https address under which it is served."),
  /** An id that is not an https address. */
  ID_NOT_HTTPS(Severity.WARNING, "Use an https address as id; most peers ask by https alone."),
  /** Its owner lives elsewhere. */
  OWNER_ELSEWHERE(
      Severity.ERROR,
      "Use ids of the origin on which the author lives: nobody believes others (FEP-fe34)."),
  /** A time that is no xsd:dateTime. */
  TIME_MALFORMED(
      Severity.ERROR, "Write date, T, time and zone, such as 2026-11-28T12:00:00Z (RFC 3339)."),
  /** A time without seconds or zone. */
  TIME_INCOMPLETE(
      Severity.WARNING, "Write seconds and zone, too: some refuse a time without, or guess."),
  /** Everybody under a short name. */
  PUBLIC_ABBREVIATED(
      Severity.ERROR,
      "Write https://www.w3.org/ns/activitystreams#Public in full; Lemmy compares the text."),
  /** Hidden recipients are shown. */
  HIDDEN_RECIPIENTS_SHOWN(
      Severity.ERROR, "Remove bto and bcc before the document is shown (ActivityPub §6)."),
  /** A private key is shown. */
  PRIVATE_KEY_SHOWN(
      Severity.ERROR, "Remove the private key from the document, and replace that key at once."),

  // Actors.

  /** No inbox. */
  INBOX_MISSING(Severity.ERROR, "Give the actor an inbox: peers do not take it for one without."),
  /** No outbox. */
  OUTBOX_MISSING(Severity.ERROR, "Give the actor an outbox (ActivityPub §4.1), an empty one too."),
  /** No collection of followers. */
  FOLLOWERS_MISSING(
      Severity.WARNING, "Name a followers collection; posts for followers are addressed to it."),
  /** No collection of those followed. */
  FOLLOWING_MISSING(
      Severity.WARNING, "Name a following collection, with a count alone if need be."),
  /** No shared inbox. */
  SHARED_INBOX_MISSING(
      Severity.WARNING, "Name endpoints.sharedInbox: peers then deliver once for all your actors."),
  /** No collection of pinned posts. */
  FEATURED_MISSING(Severity.HINT, "Name a featured collection when the actor can pin posts."),
  /** No collection of featured hashtags. */
  FEATURED_TAGS_MISSING(Severity.HINT, "Name featuredTags when the actor can feature hashtags."),
  /** Something of the actor is on another origin. */
  ENDPOINT_ELSEWHERE(
      Severity.WARNING, "Serve inboxes and collections on the origin of the actor's id."),
  /** No user name. */
  USERNAME_MISSING(
      Severity.ERROR, "Give preferredUsername: without it there is no handle to find or mention."),
  /** A user name that some do not take. */
  USERNAME_UNUSUAL(
      Severity.WARNING, "Keep to ASCII letters, digits, underscores, and dots or hyphens within."),
  /** No key. */
  PUBLIC_KEY_MISSING(
      Severity.ERROR, "Embed publicKey with id, owner and publicKeyPem, or no signature holds."),
  /** The key has no id, or one that leads elsewhere. */
  PUBLIC_KEY_ID(
      Severity.ERROR, "Give the key an id on the actor's origin, such as the actor's id#main-key."),
  /** The key is of somebody else. */
  PUBLIC_KEY_OWNER(Severity.ERROR, "Let owner be the id of the actor, character by character."),
  /** The key is not PEM, or too short. */
  PUBLIC_KEY_UNREADABLE(
      Severity.ERROR,
      "Write publicKeyPem as PEM with line breaks, RSA with 2048 bits or more: Keys.toPem(key)."),
  /** The key is of a kind that many do not verify. */
  PUBLIC_KEY_NOT_RSA(
      Severity.WARNING,
      "Let publicKey be RSA, and list other kinds as assertionMethod (FEP-521a)."),
  /** No key for proofs. */
  ASSERTION_METHOD_MISSING(
      Severity.HINT, "List an Ed25519 Multikey as assertionMethod to make proofs (FEP-521a)."),
  /** A key for proofs of somebody else. */
  MULTIKEY_CONTROLLER(Severity.ERROR, "Let controller be the id of the actor."),
  /** A key for proofs that cannot be read. */
  MULTIKEY_UNREADABLE(
      Severity.ERROR, "Write publicKeyMultibase with Multikeys.write(key), beginning with z."),
  /** A picture without media type. */
  PICTURE_WITHOUT_MEDIA_TYPE(
      Severity.WARNING, "Give icon and image a mediaType; some show no picture without."),

  // Posts.

  /** No author. */
  AUTHOR_MISSING(Severity.ERROR, "Say by attributedTo who wrote it; peers ignore it without."),
  /** Nobody is addressed. */
  AUDIENCE_MISSING(
      Severity.WARNING, "Fill to and cc: without them a post is shown to nobody, or to few."),
  /** No time. */
  PUBLISHED_MISSING(
      Severity.WARNING, "Say when it was published; else it sorts by when it arrived."),
  /** No language. */
  LANGUAGE_MISSING(
      Severity.HINT, "Add the text under its language, in contentMap or summaryMap, for filters."),
  /** Text that is not HTML. */
  CONTENT_NOT_HTML(Severity.WARNING, "Send HTML in content, and what the author wrote in source."),
  /** HTML that does not survive. */
  HTML_STRIPPED(
      Severity.WARNING, "Use the elements and attributes that Mastodon keeps; the rest is lost."),
  /** A mention that notifies nobody. */
  MENTION_NOT_ADDRESSED(
      Severity.WARNING, "Add the mentioned actor to to or cc, or he is not told of it."),
  /** A mention or hashtag without target. */
  TAG_WITHOUT_HREF(
      Severity.ERROR, "Give href: the actor's id for a mention, the tag's page for a hashtag."),
  /** A hashtag without its sign. */
  HASHTAG_WITHOUT_SIGN(Severity.WARNING, "Begin the name of a hashtag with #."),
  /** A custom emoji that cannot be shown. */
  EMOJI_INCOMPLETE(
      Severity.WARNING, "Give a custom emoji a name in colons and an icon with url (FEP-9098)."),
  /** One attachment without a list. */
  ATTACHMENT_NOT_LISTED(
      Severity.WARNING, "Write attachments as a list; Mastodon and Pixelfed read lists only."),
  /** An attachment without a file. */
  ATTACHMENT_WITHOUT_FILE(Severity.ERROR, "Give the attachment an http address as url."),
  /** An attachment without media type. */
  ATTACHMENT_WITHOUT_MEDIA_TYPE(
      Severity.WARNING, "Give the attachment its mediaType; Mastodon drops it without."),
  /** An attachment without description. */
  ATTACHMENT_WITHOUT_DESCRIPTION(
      Severity.HINT, "Describe the attachment in name, for people who cannot see or hear it."),
  /** A poll without options. */
  POLL_WITHOUT_OPTIONS(
      Severity.ERROR, "Give a poll oneOf or anyOf with Notes that have a name each."),

  // Activities.

  /** Nobody does it. */
  ACTOR_MISSING(Severity.ERROR, "Say by actor who does it."),
  /** It is done to nothing. */
  OBJECT_MISSING(Severity.ERROR, "Say by object what it is done to."),
  /** What is created is of somebody else. */
  CREATE_AUTHOR_DIFFERS(
      Severity.ERROR, "Let the actor of Create and Update be the author of the object."),
  /** What is created is for others than the activity. */
  CREATE_AUDIENCE_DIFFERS(
      Severity.WARNING,
      "Copy to and cc between an activity and the post in it (ActivityPub §6.2)."),

  // Collections.

  /** No count. */
  COLLECTION_WITHOUT_TOTAL(Severity.WARNING, "Give totalItems; profiles show it as the count."),
  /** No items and no pages. */
  COLLECTION_WITHOUT_ITEMS(
      Severity.WARNING, "Give first or items, or say totalItems 0; a private one may leave both."),
  /** A page of nothing. */
  PAGE_WITHOUT_COLLECTION(Severity.WARNING, "Name by partOf the collection that it is a page of."),

  // What is served.

  /** Nothing at an address that a document names. */
  NOT_SERVED(Severity.ERROR, "Serve this address, or do not name it."),
  /** Not for strangers. */
  NOT_FOR_STRANGERS(
      Severity.HINT, "Nothing to do when that is meant: who signs may read it, and was not asked."),
  /** Another media type. */
  MEDIA_TYPE_WRONG(
      Severity.ERROR,
      "Answer with application/activity+json, or application/ld+json with the profile."),
  /** One of the two media types is refused. */
  ACCEPT_REFUSED(
      Severity.ERROR,
      "Answer Accept: application/ld+json; profile=\"https://www.w3.org/ns/activitystreams\", too."),
  /** The document has the id of another place. */
  ID_MISMATCH(Severity.ERROR, "Serve each document at its id: peers believe it nowhere else."),
  /** A collection is expected, and something else is there. */
  NOT_A_COLLECTION(
      Severity.ERROR, "Serve a Collection, an OrderedCollection or a page of one there."),
  /** The handle is not found. */
  WEBFINGER_MISSING(
      Severity.ERROR,
      "Answer WebFinger for acct:USER@HOST on the host of the handle, with a link to the actor."),
  /** The handle leads elsewhere, or has another name. */
  WEBFINGER_DISAGREES(
      Severity.ERROR,
      "Let preferredUsername, subject and the self link of WebFinger name each other.");

  /** How much a finding matters. */
  public enum Severity {
    /** Software that is in wide use refuses the document or understands something else. */
    ERROR,
    /** Somewhere something is lost or ugly. */
    WARNING,
    /** Could be better; may be meant so. */
    HINT
  }

  private final Severity severity;
  private final String advice;

  LintRule(Severity severity, String advice) {
    this.severity = severity;
    this.advice = advice;
  }

  /** How much it matters. */
  public Severity severity() {
    return severity;
  }

  /** What to do, in one or two sentences. */
  public String advice() {
    return advice;
  }

  /** The name for people: {@code public-key-owner}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
