package dev.hato.storage.accounts;

/**
 * How a person's posts start out.
 *
 * @param privacy public, unlisted, private or direct
 * @param language an ISO 639 code, or empty to go by the interface
 */
public record PostingDefaults(String privacy, boolean sensitive, String language) {
  public static final PostingDefaults NONE = new PostingDefaults("public", false, "");
}
