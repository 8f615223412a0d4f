package dev.hato.storage.accounts;

/**
 * An avatar or header. Every part is empty where there is none.
 *
 * @param url where the owner's server has it; empty for local accounts
 * @param file the key of our own copy in the media store
 * @param description text for those who do not see it
 */
public record Picture(String url, String file, String description) {
  public static final Picture NONE = new Picture("", "", "");

  public boolean isPresent() {
    return !url.isEmpty() || !file.isEmpty();
  }
}
