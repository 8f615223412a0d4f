package dev.hato.benchmarks.load;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;

/** Activities as other servers write them. */
public final class Activities {
  private static final String PLAIN = "\"https://www.w3.org/ns/activitystreams\"";

  private Activities() {}

  /** A public post in the shape and size (2 KB) in which Mastodon sends one. */
  public static byte[] createNote(String actor, int number) {
    String text = "<p>" + "A few words on the weather of the day. ".repeat(8) + number + "</p>";
    Instant now = InstantSource.system().instant().truncatedTo(ChronoUnit.SECONDS);
    return """
        {"@context": [%1$s, {"ostatus": "http://ostatus.org#", "atomUri": "ostatus:atomUri",
          "inReplyToAtomUri": "ostatus:inReplyToAtomUri", "conversation": "ostatus:conversation",
          "sensitive": "as:sensitive", "toot": "http://joinmastodon.org/ns#",
          "votersCount": "toot:votersCount"}],
         "id": "%2$s/statuses/%3$d/activity", "type": "Create", "actor": "%2$s",
         "published": "%4$s",
         "to": ["https://www.w3.org/ns/activitystreams#Public"], "cc": ["%2$s/followers"],
         "object": {"id": "%2$s/statuses/%3$d", "type": "Note", "summary": null, "inReplyTo": null,
          "published": "%4$s", "url": "%2$s/statuses/%3$d", "attributedTo": "%2$s",
          "to": ["https://www.w3.org/ns/activitystreams#Public"], "cc": ["%2$s/followers"],
          "sensitive": false, "atomUri": "%2$s/statuses/%3$d", "inReplyToAtomUri": null,
          "content": "%5$s", "contentMap": {"en": "%5$s"}, "attachment": [], "tag": [],
          "replies": {"id": "%2$s/statuses/%3$d/replies", "type": "Collection",
           "first": {"type": "CollectionPage", "partOf": "%2$s/statuses/%3$d/replies",
            "next": "%2$s/statuses/%3$d/replies?page=true", "items": []}}}}
        """
        .formatted(PLAIN, actor, number, now, text)
        .getBytes(StandardCharsets.UTF_8);
  }

  static byte[] follow(String actor, String target) {
    return """
        {"@context": %s, "id": "%2$s/follows/1", "type": "Follow", "actor": "%2$s",
         "object": "%3$s"}
        """
        .formatted(PLAIN, actor, target)
        .getBytes(StandardCharsets.UTF_8);
  }

  /** The answer to a follow, which is given back whole. */
  static byte[] accept(String actor, String follow) {
    return """
        {"@context": %s, "id": "%2$s/accepts/1", "type": "Accept", "actor": "%2$s",
         "object": %3$s}
        """
        .formatted(PLAIN, actor, follow)
        .getBytes(StandardCharsets.UTF_8);
  }
}
