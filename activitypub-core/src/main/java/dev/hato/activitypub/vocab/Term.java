package dev.hato.activitypub.vocab;

import java.util.List;

/**
 * One line of the {@link Vocabulary}: a class or a property with its identifier.
 *
 * @param name as it is written in documents
 * @param iris its identifier, and others seen in use for the same thing
 * @param compact the prefixed form in which documents define it, for example {@code toot:featured}
 * @param kind what its values look like
 * @param context the document that defines it, or {@code inline}
 */
public record Term(String name, List<String> iris, String compact, Kind kind, String context) {
  /** What the values of a property look like. */
  public enum Kind {
    /** The term is a type. */
    CLASS,
    /** One text. */
    TEXT,
    /** One text, with a language map under the same name and {@code Map}. */
    LANG,
    /** A language map. */
    MAP,
    /** An IRI, an object, or an array of both. */
    REF,
    /** Like REF; the array is a list. */
    REFS,
    /** A list of anything. */
    LIST,
    /** True or false. */
    FLAG,
    /** A whole number. */
    WHOLE,
    /** Any number. */
    DECIMAL,
    /** A date and time. */
    TIME,
    /** A duration. */
    DURATION,
    /** Anything. */
    ANY
  }

  /** The identifier that we write. */
  public String iri() {
    return iris.get(0);
  }

  /** Whether documents bring the definition of this term themselves. */
  public boolean isInline() {
    return context.equals("inline");
  }
}
