package dev.hato.activitypub.vocab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The table of all terms that this library knows: what contexts are made from, what documents are
 * checked against, and what a context that gives other meanings is told by. Immutable.
 *
 * @see <a href="doc-files/vocabulary.html">the table</a>
 */
public final class Vocabulary {
  /** The Activity Streams namespace. */
  public static final String AS = "https://www.w3.org/ns/activitystreams#";

  private static final Vocabulary STANDARD = load("vocabulary.tsv");

  private final Map<String, Term> byName = new LinkedHashMap<>();
  private final Map<String, Term> byIri = new HashMap<>();
  private final Map<String, List<String>> prefixes = new LinkedHashMap<>();
  private final Map<String, String> contexts = new LinkedHashMap<>();
  private final Set<String> contextIris = new LinkedHashSet<>();

  private Vocabulary() {}

  /** The table that comes with the library. */
  public static Vocabulary standard() {
    return STANDARD;
  }

  /** All terms, in the order of the table. */
  public Collection<Term> terms() {
    return Collections.unmodifiableCollection(byName.values());
  }

  /** The term of that name. */
  public Optional<Term> term(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** The term with that identifier; the first one where a property has two forms. */
  public Optional<Term> byIri(String iri) {
    return Optional.ofNullable(byIri.get(iri));
  }

  /** The prefixes of the table. */
  public Set<String> prefixes() {
    return Collections.unmodifiableSet(prefixes.keySet());
  }

  /** The namespaces that a prefix stands for, the one we write first; empty for others. */
  public List<String> namespaces(String prefix) {
    return prefixes.getOrDefault(prefix, List.of());
  }

  /** The IRI of the context document with that short name in the table. */
  public String contextIri(String shortName) {
    return Objects.requireNonNull(contexts.get(shortName), shortName);
  }

  /** The IRIs of all context documents of the table. */
  public Set<String> contextIris() {
    return Collections.unmodifiableSet(contextIris);
  }

  /** The table as a plain look-up for inner loops: null means an unknown name. */
  @Nullable Term find(String name) {
    return byName.get(name);
  }

  private static Vocabulary load(String resource) {
    Vocabulary vocabulary = new Vocabulary();
    try (InputStream in =
            Objects.requireNonNull(Vocabulary.class.getResourceAsStream(resource), resource);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      lines.lines().filter(line -> !line.startsWith("#")).forEach(vocabulary::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return vocabulary;
  }

  private void add(String line) {
    String[] column = line.split("\t");
    switch (column[0]) {
      case "@prefix" -> prefixes.put(column[1], List.of(column[2].split(" ")));
      case "@context" -> {
        contexts.put(column[1], column[2]);
        contextIris.add(column[2]);
      }
      default -> {
        String[] spellings = column[1].split(" ");
        List<String> iris = Arrays.stream(spellings).flatMap(this::expand).toList();
        Term.Kind kind = Term.Kind.valueOf(column[2].toUpperCase(Locale.ROOT));
        Term term = new Term(column[0], iris, spellings[0], kind, column[3]);
        byName.put(term.name(), term);
        iris.forEach(iri -> byIri.putIfAbsent(iri, term));
      }
    }
  }

  private Stream<String> expand(String compact) {
    int colon = compact.indexOf(':');
    List<String> namespaces = namespaces(compact.substring(0, colon));
    return namespaces.isEmpty()
        ? Stream.of(compact)
        : namespaces.stream().map(namespace -> namespace + compact.substring(colon + 1));
  }
}
