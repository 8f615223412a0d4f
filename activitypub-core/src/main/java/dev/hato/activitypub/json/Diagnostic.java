package dev.hato.activitypub.json;

/**
 * Something in a document that was passed over: reading goes on, and the value reads as absent.
 *
 * @param kind what is wrong
 * @param path where, as known terms and positions: {@code /object/tag/2/name}; a name that this
 *     library does not know is written as a star, since texts from outside are not echoed
 */
public record Diagnostic(Kind kind, String path) {
  /** What is wrong with a value. */
  public enum Kind {
    /** The value has not the JSON type that the term takes, for example a number for a name. */
    WRONG_KIND,
    /** An identifier or address without a scheme. */
    RELATIVE_IRI,
    /** A key of a language map is no BCP 47 tag. */
    BAD_LANGUAGE_TAG,
    /** An object that is not of a type which the property takes, for example no page in first. */
    WRONG_TYPE,
    /** Items under the name that belongs to the other sort of collection. */
    MISPLACED_ITEMS,
    /** A context that is neither IRI nor object, or more contexts than are looked at. */
    UNUSABLE_CONTEXT,
    /** A context document that is not bundled: its terms are read as Activity Streams terms. */
    UNKNOWN_CONTEXT,
    /** The context gives other meanings to terms: the view shows the normalised document. */
    NORMALISED,
    /** It could not be normalised: the view shows the document as plain JSON. */
    NOT_NORMALISED
  }

  @Override
  public String toString() {
    return kind + " at " + (path.isEmpty() ? "/" : path);
  }
}
