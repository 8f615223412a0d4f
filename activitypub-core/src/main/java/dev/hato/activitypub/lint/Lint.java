package dev.hato.activitypub.lint;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.lint.Findings.Place;
import dev.hato.activitypub.lint.LintRule.Severity;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Looks at documents as peers will: what they refuse, misread or lose. It judges what a federation
 * really shows, so it fits into a test of the application:
 *
 * <pre>{@code
 * Iri alice = Iri.parse("https://example.org/users/alice");
 * Lint lint = Lint.standard().atLeast(Severity.WARNING);
 * assertThat(lint.walk(LintSource.of(federation), alice)).isEmpty();
 * }</pre>
 *
 * <p>Findings come with errors first; {@link LintRule} says of each what to do. At most 500 are
 * kept. Immutable and thread-safe; it never fetches anything but through the given source.
 */
public final class Lint {
  private static final Lint STANDARD = new Lint(ApReader.standard(), EnumSet.allOf(LintRule.class));

  private final ApReader reader;
  private final Set<LintRule> rules;

  private Lint(ApReader reader, Set<LintRule> rules) {
    this.reader = reader;
    this.rules = rules;
  }

  /** All rules. */
  public static Lint standard() {
    return STANDARD;
  }

  /** Without some rules. */
  public Lint without(LintRule... left) {
    EnumSet<LintRule> rest = EnumSet.copyOf(rules);
    Arrays.asList(left).forEach(rest::remove);
    return new Lint(reader, rest);
  }

  /** With the rules of that severity and of graver ones alone. */
  public Lint atLeast(Severity severity) {
    EnumSet<LintRule> rest = EnumSet.copyOf(rules);
    rest.removeIf(rule -> rule.severity().compareTo(severity) > 0);
    return new Lint(reader, rest);
  }

  /** The same rules, with documents read by another reader: types of the application's own. */
  public Lint reader(ApReader documentReader) {
    return new Lint(documentReader, rules);
  }

  /** Judges a document by itself, as bytes. */
  public List<Finding> document(byte[] bytes) {
    Findings findings = new Findings(rules::contains);
    read(bytes, "", findings);
    return findings.inOrder();
  }

  /** Judges a document by itself. */
  public List<Finding> document(ApObject document) {
    Findings findings = new Findings(rules::contains);
    new DocumentCheck(findings).root(document, place(document, ""));
    return findings.inOrder();
  }

  /**
   * Asks for a document like a peer would, and judges it and how it is served; of an actor also its
   * inboxes, its collections with their first pages, and its handle. Only addresses of the same
   * origin are asked, sixteen at most.
   *
   * @param source answers in the place of the network, or goes there
   * @param address of the document: an actor, a post, a collection
   */
  public List<Finding> walk(LintSource source, Iri address) {
    Findings findings = new Findings(rules::contains);
    new Walk(this, source, findings).from(address);
    return findings.inOrder();
  }

  /** Judges bytes; gives the document where there is one. */
  Optional<ApObject> read(byte[] bytes, String address, Findings findings) {
    return switch (reader.read(bytes)) {
      case ReadResult.Unreadable(ReadResult.Reason reason, String detail) -> {
        findings.add(LintRule.UNREADABLE, new Place(address, ""), reason + ": " + detail);
        yield Optional.empty();
      }
      case ReadResult.Read(ApObject document, var remarks) -> {
        Place place = place(document, address);
        for (var remark : remarks) {
          switch (remark.kind()) {
            case NORMALISED, NOT_NORMALISED -> {} // about how it is read, not about what is wrong
            default ->
                findings.add(
                    LintRule.VALUE_PASSED_OVER,
                    new Place(place.document(), remark.path()),
                    remark.kind().toString());
          }
        }
        new DocumentCheck(findings).root(document, place);
        yield Optional.of(document);
      }
    };
  }

  private static Place place(ApObject document, String address) {
    return new Place(address.isEmpty() ? document.id().map(Iri::value).orElse("") : address, "");
  }
}
