package dev.hato.server.web;

import java.time.Instant;
import java.util.List;

/** An account as its page shows it. */
public record ProfileCard(
    PostCard.Author author,
    String headerUrl,
    SafeHtml note,
    List<Field> fields,
    Instant createdAt,
    long posts,
    long following,
    long followers,
    boolean bot,
    boolean locked) {

  /** A row of the profile's table. */
  public record Field(String name, SafeHtml value, boolean verified) {}
}
