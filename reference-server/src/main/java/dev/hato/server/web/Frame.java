package dev.hato.server.web;

import java.util.Optional;

/**
 * What every page has around its content.
 *
 * @param t the texts in the visitor's language
 * @param site the server's name
 * @param title of the page
 * @param description for link previews; empty for pages that are not shared
 * @param canonical the page's one address
 * @param indexable whether search engines may list it
 * @param signedIn who is logged in
 * @param csrf the token that every form sends along
 */
public record Frame(
    Texts t,
    String site,
    String title,
    String description,
    String canonical,
    boolean indexable,
    Optional<SignedIn> signedIn,
    String csrf) {

  /** The person whose session the request carries. */
  public record SignedIn(String username, String displayName, boolean staff) {}
}
