package dev.hato.activitypub.vocab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.json.ReadResult;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Policies in both spellings, featured collections, and proposals of marketplaces. */
final class InteractionPolicyTest {
  private static final Iri ALICE = Iri.parse("https://a.example/users/alice");
  private static final Iri BOB = Iri.parse("https://b.example/users/bob");
  private static final Iri FOLLOWERS = Iri.parse(ALICE + "/followers");

  private static ApObject read(String json) {
    ReadResult.Read read =
        (ReadResult.Read) ApReader.standard().read(json.getBytes(StandardCharsets.UTF_8));
    assertThat(read.diagnostics()).isEmpty();
    return read.object();
  }

  private static ApObject again(ApObject object) {
    return read(new String(ApWriter.write(object), StandardCharsets.UTF_8));
  }

  @Test
  void aPolicyIsReadAsItWasWritten() {
    InteractionRule replies = InteractionRule.automatically(FOLLOWERS).manually(Iri.PUBLIC);
    Note note =
        Note.newBuilder()
            .id(Iri.parse(ALICE + "/1"))
            .interactionPolicy(
                InteractionPolicy.none()
                    .canLike(InteractionRule.everybody())
                    .canReply(replies)
                    .canQuote(InteractionRule.nobodyBut(ALICE)))
            .build();

    InteractionPolicy policy = ((Note) again(note)).interactionPolicy().orElseThrow();

    assertThat(policy.canLike()).contains(InteractionRule.everybody());
    assertThat(policy.canReply()).contains(replies);
    assertThat(policy.canQuote().orElseThrow().automatic()).containsExactly(ALICE);
    assertThat(policy.canAnnounce()).isEmpty();
  }

  @Test
  void theNamesBeforeGoToSocial020AreReadWhereThereAreNoOthers() {
    Note note =
        (Note)
            read(
                """
                {"@context": ["https://www.w3.org/ns/activitystreams",
                  {"gts": "https://gotosocial.org/ns#", "interactionPolicy": "gts:interactionPolicy",
                   "canLike": "gts:canLike", "canReply": "gts:canReply", "always": "gts:always",
                   "approvalRequired": "gts:approvalRequired",
                   "automaticApproval": "gts:automaticApproval"}],
                 "id": "https://a.example/1", "type": "Note", "interactionPolicy": {
                   "canLike": {"always": "as:Public"},
                   "canReply": {"automaticApproval": ["https://b.example/users/bob"],
                     "always": "as:Public", "approvalRequired": ["as:Public"]}}}
                """);

    InteractionPolicy policy = note.interactionPolicy().orElseThrow();

    assertThat(policy.canLike()).contains(InteractionRule.everybody());
    assertThat(policy.canReply()).contains(InteractionRule.automatically(BOB).manually(Iri.PUBLIC));
  }

  @Test
  void aPolicyThatIsNoneIsNotThere() {
    for (String value : new String[] {"7", "\"https://a.example/policy\"", "[]", "null"}) {
      Note note =
          (Note)
              ((ReadResult.Read)
                      ApReader.standard()
                          .read(
                              ("{\"type\":\"Note\",\"interactionPolicy\":" + value + "}")
                                  .getBytes(StandardCharsets.UTF_8)))
                  .object();
      assertThat(note.interactionPolicy()).as(value).isEmpty();
    }
  }

  @Test
  void anActorSaysWhoMayFeatureIt() {
    Actor alice =
        Actor.newBuilder("Person")
            .id(ALICE)
            .interactionPolicy(
                InteractionPolicy.none().canFeature(InteractionRule.automatically(FOLLOWERS)))
            .featuredCollections(Iri.parse(ALICE + "/recommended"))
            .build();

    Actor read = (Actor) again(alice);

    assertThat(read.interactionPolicy().orElseThrow().canFeature().orElseThrow().automatic())
        .containsExactly(FOLLOWERS);
    assertThat(read.featuredCollections()).contains(Iri.parse(ALICE + "/recommended"));
  }

  @Test
  void aFeaturedCollectionHoldsItemsWithTheirConsent() {
    Iri stamp = Iri.parse(BOB + "/stamps/1");
    FeaturedCollection collection =
        FeaturedCollection.newBuilder()
            .id(Iri.parse(ALICE + "/recommended/1"))
            .name("Pigeon people")
            .set("attributedTo", ALICE)
            .set("discoverable", true)
            .set("topic", Hashtag.of(Iri.parse("https://a.example/tags/pigeons"), "pigeons"))
            .totalItems(1)
            .items(
                List.of(Ref.of(FeaturedItem.of(Iri.parse(ALICE + "/recommended/1/1"), BOB, stamp))))
            .build();

    FeaturedCollection read = (FeaturedCollection) again(collection);

    assertThat(read.topic().orElseThrow().word()).isEqualTo("pigeons");
    assertThat(read.discoverable()).contains(true);
    assertThat(read.sensitive()).isFalse();
    assertThat(read.recommended()).hasSize(1);
    assertThat(read.recommended().getFirst().featuredObject()).contains(BOB);
    assertThat(read.recommended().getFirst().featureAuthorization()).contains(stamp);
    assertThat(read.json().has("items")).isFalse();
    assertThat(read.toBuilder().totalItems(2).build().recommended()).hasSize(1);
  }

  @Test
  void theConsentToBeFeaturedIsAnAuthorization() {
    Authorization authorization =
        (Authorization)
            read(
                """
                {"@context": ["https://www.w3.org/ns/activitystreams",
                  {"FeatureAuthorization": "https://w3id.org/fep/7aa9#FeatureAuthorization",
                   "interactionTarget": "https://gotosocial.org/ns#interactionTarget"}],
                 "id": "https://b.example/users/bob/stamps/1", "type": "FeatureAuthorization",
                 "interactionTarget": "https://b.example/users/bob"}
                """);
    assertThat(authorization.interactionTarget()).contains(BOB);
  }

  @Test
  void aProposalOfAMarketplaceIsReadByItsTerms() {
    ApObject proposal =
        read(
            """
            {"@context": ["https://www.w3.org/ns/activitystreams",
              {"vf": "https://w3id.org/valueflows/", "Proposal": "vf:Proposal",
               "om2": "http://www.ontology-of-units-of-measure.org/resource/om-2/",
               "Intent": "vf:Intent", "publishes": "vf:publishes", "unitBased": "vf:unitBased",
               "action": "vf:action", "provider": "vf:provider",
               "resourceQuantity": "vf:resourceQuantity", "hasUnit": "om2:hasUnit",
               "hasNumericalValue": "om2:hasNumericalValue"}],
             "id": "https://a.example/proposals/1", "type": "Proposal", "unitBased": false,
             "publishes": {"id": "https://a.example/proposals/1#primary", "type": "Intent",
               "action": "transfer", "provider": "https://a.example/users/alice",
               "resourceQuantity": {"hasUnit": "one", "hasNumericalValue": "1"}}}
            """);

    ApObject intent = proposal.objects("publishes", ApObject.class).getFirst();
    assertThat(proposal.flag("unitBased")).contains(false);
    assertThat(intent.iri("provider")).contains(ALICE);
    assertThat(intent.objects("resourceQuantity", ApObject.class).getFirst().text("hasUnit"))
        .contains("one");
  }
}
