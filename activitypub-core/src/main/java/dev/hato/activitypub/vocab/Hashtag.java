package dev.hato.activitypub.vocab;

import tools.jackson.databind.node.ObjectNode;

/** A tag that files a post under a word (FEP-eb48). */
public final class Hashtag extends Link {
  /** Views a document. */
  public Hashtag(ObjectNode json, TypeRegistry types) {
    super(json, types);
  }

  /**
   * A hashtag.
   *
   * @param page where posts with it are listed
   * @param word the word, with or without the hash sign
   */
  public static Hashtag of(Iri page, String word) {
    String name = word.startsWith("#") ? word : "#" + word;
    return new Hashtag(Tags.node("Hashtag", name, page), TypeRegistry.standard());
  }

  /** The word without the hash sign. */
  public String word() {
    String name = name().value();
    return name.startsWith("#") || name.startsWith("＃") ? name.substring(1) : name;
  }
}
