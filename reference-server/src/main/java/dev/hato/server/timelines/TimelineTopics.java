package dev.hato.server.timelines;

/** The topics of the stream bus that timelines and notifications are told on. */
final class TimelineTopics {
  static final String PUBLIC = "public";
  static final String LOCAL = "public:local";
  static final String REMOTE = "public:remote";

  /** The fact of an event that says whose post it is about. */
  static final String AUTHOR = "author";

  private TimelineTopics() {}

  static String home(long accountId) {
    return "home:" + accountId;
  }

  /** What one person is told of. */
  public static String notifications(long accountId) {
    return "notifications:" + accountId;
  }

  static String media(String topic) {
    return topic + ":media";
  }

  /** A hashtag by its compared form. */
  static String hashtag(String name, boolean local) {
    return local ? "hashtag:local:" + name : "hashtag:" + name;
  }
}
