package dev.hato.activitypub.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.vocab.Term;
import dev.hato.activitypub.vocab.Vocabulary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

class ContextsTest {
  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final String AS = "'https://www.w3.org/ns/activitystreams'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        AS,
        "'http://www.w3.org/ns/activitystreams#'",
        "[" + AS + ",'https://w3id.org/security/v1']",
        "[" + AS + ",'https://x.test/schemas/litepub-0.1.jsonld',{'@language':'und'}]",
        "["
            + AS
            + ",{'toot':'http://joinmastodon.org/ns#','featured':{'@id':'toot:featured',"
            + "'@type':'@id'}}]",
        "[" + AS + ",{'schema':'http://schema.org/','PropertyValue':'schema:PropertyValue'}]",
        "[" + AS + ",{'sc':'http://schema.org#','value':'sc:value'}]",
        "[" + AS + ",{'sensitive':'https://www.w3.org/ns/activitystreams#sensitive'}]",
        "[" + AS + ",{'id':'@id','type':'@type'}]",
        "[" + AS + ",{'mine':'https://mine.test/#','word':{'@id':'mine:word','@type':'@id'}}]",
        "[" + AS + ",{'focalPoint':{'@container':'@list','@id':'toot:focalPoint'}}]",
        "[" + AS + ",{}]",
      })
  void contextsThatLeaveTermsTheirMeaningArePlain(String context) {
    assertThat(Contexts.isPlain(json(context))).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[" + AS + ",{'actor':'https://x.test/#actor'}]",
        "[" + AS + ",{'actor':null}]",
        "[" + AS + ",{'actor':{'@type':'@id'}}]",
        "[" + AS + ",{'doer':'as:actor'}]",
        "[" + AS + ",{'a':'https://www.w3.org/ns/activitystreams#','doer':'a:actor'}]",
        "[" + AS + ",{'p':'as:act','doer':'p:or'}]",
        "[" + AS + ",{'MyNote':'as:Note'}]",
        "[" + AS + ",{'as':'https://x.test/#'}]",
        "[" + AS + ",{'id':'https://x.test/#id'}]",
        "[" + AS + ",{'self':'@id'}]",
        "[" + AS + ",{'@vocab':'https://x.test/#'}]",
        "[" + AS + ",{'@base':'https://x.test/'}]",
        "[" + AS + ",{'content':{'@id':'as:content','@container':'@language'}}]",
        "[" + AS + ",{'thing':{'@id':'https://x.test/#','@context':{'actor':'x:y'}}}]",
        "[" + AS + ",null]",
        "[" + AS + ",'https://unknown.test/context']",
        "[" + AS + ",4]",
        "4",
      })
  void contextsThatMightGiveOtherMeaningsAreNot(String context) {
    assertThat(Contexts.isPlain(json(context))).isFalse();
  }

  @Test
  void everyTermOfTheTableIsDefinedAlikeByTheDocumentThatItNames() {
    for (Term term : Vocabulary.standard().terms()) {
      if (!term.isInline()) {
        String iri = Vocabulary.standard().contextIri(term.context());
        ObjectNode document = Contexts.document(iri).orElseThrow();
        JsonNode definition = document.findValue(term.name());
        assertThat(definition).as(term.name() + " in " + iri).isNotNull();
        String id =
            definition.isString() ? definition.stringValue() : definition.path("@id").asString();
        assertThat(id.equals(term.iri()) || id.equals(term.compact()) || id.endsWith(local(term)))
            .as(term.name() + " is " + id)
            .isTrue();
      }
    }
  }

  private static String local(Term term) {
    return term.compact().substring(term.compact().indexOf(':'));
  }

  private static JsonNode json(String text) {
    return MAPPER.readTree(text.replace('\'', '"'));
  }
}
