package dev.hato.activitypub.lint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.json.Vectors;
import dev.hato.activitypub.lint.LintRule.Severity;
import dev.hato.activitypub.vocab.ApObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.node.ObjectNode;

/** Each rule with a document that breaks it, and documents that break none. */
final class LintTest {
  private static final Path COOKBOOK = Path.of("../docs/guide/cookbook");

  /** What ActivityPub asks for and Activity Streams alone does not. */
  private static final Set<LintRule> BEYOND_ACTIVITY_STREAMS =
      EnumSet.of(
          LintRule.CONTEXT_MISSING,
          LintRule.TYPE_MISSING,
          LintRule.ID_MISSING,
          LintRule.OWNER_ELSEWHERE,
          LintRule.INBOX_MISSING,
          LintRule.OUTBOX_MISSING,
          LintRule.USERNAME_MISSING,
          LintRule.PUBLIC_KEY_MISSING,
          LintRule.AUTHOR_MISSING,
          LintRule.ACTOR_MISSING,
          LintRule.OBJECT_MISSING,
          LintRule.HIDDEN_RECIPIENTS_SHOWN,
          LintRule.TAG_WITHOUT_HREF,
          LintRule.CREATE_AUTHOR_DIFFERS,
          LintRule.POLL_WITHOUT_OPTIONS);

  static Stream<ObjectNode> flawless() {
    return Stream.of(
        BrokenDocuments.actor(),
        BrokenDocuments.note(),
        BrokenDocuments.create(),
        BrokenDocuments.poll(),
        BrokenDocuments.collection(),
        BrokenDocuments.page());
  }

  @ParameterizedTest
  @MethodSource("flawless")
  void inADocumentWithoutFaultNothingIsFound(ObjectNode document) {
    assertThat(Lint.standard().document(bytes(document))).isEmpty();
    assertThat(Lint.standard().document(ApObject.of(document))).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(
      mode = Mode.EXCLUDE,
      names = {
        "UNREADABLE",
        "NOT_SERVED",
        "NOT_FOR_STRANGERS",
        "MEDIA_TYPE_WRONG",
        "ACCEPT_REFUSED",
        "ID_MISMATCH",
        "NOT_A_COLLECTION",
        "WEBFINGER_MISSING",
        "WEBFINGER_DISAGREES"
      })
  void eachRuleIsFoundByItselfInTheDocumentThatBreaksIt(LintRule rule) {
    List<Finding> findings = Lint.standard().document(bytes(BrokenDocuments.breaking(rule)));

    assertThat(findings).extracting(Finding::rule).containsOnly(rule);
    assertThat(findings.getFirst().toString())
        .startsWith(rule.severity().name().toLowerCase(Locale.ROOT))
        .contains(rule.label())
        .endsWith(rule.advice());
    assertThat(Lint.standard().without(rule).document(bytes(BrokenDocuments.breaking(rule))))
        .isEmpty();
  }

  @Test
  void whatCannotBeReadIsSaidToBe() {
    assertThat(Lint.standard().document("{\"a\": 1, \"a\": 2}".getBytes(UTF_8)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.rule()).isEqualTo(LintRule.UNREADABLE);
              assertThat(finding.detail()).contains("DUPLICATE_KEY");
            });
  }

  @Test
  void aFindingSaysWhereItIs() {
    ObjectNode create = BrokenDocuments.create();
    ((ObjectNode) create.get("object")).put("published", "yesterday");

    assertThat(Lint.standard().document(bytes(create)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.document()).isEqualTo(BrokenDocuments.ALICE + "/notes/1/activity");
              assertThat(finding.path()).isEqualTo("/object/published");
              assertThat(finding.detail()).contains("yesterday");
            });
  }

  @Test
  void graverFindingsComeFirstAndOthersCanBeLeftOut() {
    ObjectNode note = BrokenDocuments.note().put("bto", BrokenDocuments.ALICE);
    note.remove(List.of("published", "contentMap"));

    assertThat(Lint.standard().document(bytes(note)))
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING, Severity.HINT);
    assertThat(Lint.standard().atLeast(Severity.WARNING).document(bytes(note))).hasSize(2);
    assertThat(Lint.standard().atLeast(Severity.ERROR).document(bytes(note))).hasSize(1);
  }

  @Test
  void aHostileDocumentGivesABoundedNumberOfFindings() {
    String attachment = "{\"type\":\"Image\"},".repeat(1_000);
    String note = "{\"type\":\"Note\",\"attachment\":[" + attachment + "{}]}";
    assertThat(Lint.standard().document(note.getBytes(UTF_8))).hasSizeLessThanOrEqualTo(500);
  }

  @Test
  void theDocumentsOfTheCookbookHaveNoErrors() throws IOException {
    try (Stream<Path> files = Files.list(COOKBOOK)) {
      assertThat(files.filter(file -> file.toString().endsWith(".json")))
          .hasSizeGreaterThan(20)
          .allSatisfy(file -> assertThat(errors(file, LintRule.PUBLIC_KEY_MISSING)).isEmpty());
    }
  }

  @Test
  void goodActivityStreamsLackOnlyWhatActivityPubAddsToThem() {
    LintRule[] added = BEYOND_ACTIVITY_STREAMS.toArray(LintRule[]::new);
    assertThat(Vectors.json("activitystreams/good"))
        .allSatisfy(file -> assertThat(errors(file, added)).isEmpty());
  }

  private static List<Finding> errors(Path file, LintRule... left) {
    return Lint.standard().atLeast(Severity.ERROR).without(left).document(Vectors.bytes(file));
  }

  private static byte[] bytes(ObjectNode document) {
    byte[] bytes = document.toString().getBytes(UTF_8);
    assertThat(ApReader.standard().read(bytes)).isInstanceOf(ReadResult.Read.class);
    return bytes;
  }
}
