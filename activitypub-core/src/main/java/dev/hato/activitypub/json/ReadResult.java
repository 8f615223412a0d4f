package dev.hato.activitypub.json;

import dev.hato.activitypub.vocab.ApObject;
import java.util.List;

/** What came out of reading bytes: a document with remarks, or the reason why there is none. */
public sealed interface ReadResult {
  /**
   * A document.
   *
   * @param object the view, always of the normalised document
   * @param diagnostics what was passed over; empty for a clean document
   */
  record Read(ApObject object, List<Diagnostic> diagnostics) implements ReadResult {}

  /**
   * No document. Reading the same bytes again will not help.
   *
   * @param reason why
   * @param detail one sentence for a developer; repeats nothing of the input
   */
  record Unreadable(Reason reason, String detail) implements ReadResult {}

  /** Why bytes are not read. */
  enum Reason {
    /** More bytes than allowed. */
    TOO_LARGE,
    /** Objects and arrays nested deeper than allowed. */
    TOO_DEEP,
    /** More JSON tokens than allowed. */
    TOO_MANY_TOKENS,
    /** A string, number or name longer than allowed. */
    VALUE_TOO_LONG,
    /** Not well-formed UTF-8 JSON. */
    NOT_JSON,
    /** JSON, but not an object. */
    NOT_OBJECT,
    /** An object names a property twice: readers would disagree about what it says. */
    DUPLICATE_KEY
  }
}
