package dev.hato.server.instance;

import java.util.List;

/**
 * What the instance documents are made of, beside the numbers that change.
 *
 * @param domain the part behind the @ of handles
 * @param title shown by clients and pages
 * @param description one paragraph, plain text
 * @param version of this program
 * @param streamingUrl where clients open streams
 * @param registrationsOpen whether people may sign up
 * @param approval whether the staff decides about sign-ups
 * @param languages ISO 639 codes, the main one first
 */
public record InstanceFacts(
    String domain,
    String title,
    String description,
    String version,
    String streamingUrl,
    boolean registrationsOpen,
    boolean approval,
    List<String> languages) {

  /** What we are, in a form that clients which look for Mastodon's version can read. */
  String compatibleVersion() {
    return "4.2.0 (compatible; Hato " + version + ")";
  }
}
