package dev.hato.activitypub.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.memory.DirectTransaction;
import dev.hato.activitypub.memory.InMemoryPayloads;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.JobStoreQueue;
import dev.hato.jobs.memory.InMemoryJobStore;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Each rule alone, by what is stored to be sent. */
final class OutgoingRuleTest {
  private static final Iri ALICE = Iri.parse("https://here.example/users/alice");
  private static final String PUBLIC = "https://www.w3.org/ns/activitystreams#Public";

  private final InMemoryPayloads payloads = new InMemoryPayloads();
  private long last;

  @Test
  void thePublicCollectionIsNamedInFull() {
    String short1 =
        "{'type':'Create','id':'https://here.example/1','to':'as:Public','cc':['Public','https://b.example/c'],"
            + "'object':{'type':'Note','to':['as:Public'],'content':'as:Public'}}";
    assertThat(sent(short1, OutgoingRule.FULL_PUBLIC_IRI))
        .isEqualTo(
            json(
                "{'type':'Create','id':'https://here.example/1','to':'P','cc':['P','https://b.example/c'],"
                    + "'object':{'type':'Note','to':['P'],'content':'as:Public'}}"));
  }

  @Test
  void aSingleAttachmentBecomesAList() {
    assertThat(
            sent(
                "{'type':'Create','object':{'type':'Note','attachment':{'type':'Image'}}}",
                OutgoingRule.ATTACHMENT_LIST))
        .isEqualTo(
            json("{'type':'Create','object':{'type':'Note','attachment':[{'type':'Image'}]}}"));
  }

  @Test
  void anEmbeddedActorBecomesItsId() {
    assertThat(
            sent(
                "{'type':'Like','actor':{'type':'Person','id':'https://here.example/users/alice'}}",
                OutgoingRule.ACTOR_BY_ID))
        .isEqualTo(json("{'type':'Like','actor':'https://here.example/users/alice'}"));
  }

  @Test
  void anActivityWithoutIdGetsTheSameOneEachTime() {
    String first = sent("{'type':'Like','object':'https://b.example/1'}", OutgoingRule.ACTIVITY_ID);
    assertThat(first).contains("\"id\":\"https://here.example/users/alice#activities/");
    assertThat(sent("{'type':'Like','object':'https://b.example/1'}", OutgoingRule.ACTIVITY_ID))
        .isEqualTo(first);
    assertThat(sent("{'type':'Like','object':'https://b.example/2'}", OutgoingRule.ACTIVITY_ID))
        .isNotEqualTo(first);
    assertThat(sent("{'type':'Like','id':'https://here.example/1'}", OutgoingRule.ACTIVITY_ID))
        .isEqualTo(json("{'type':'Like','id':'https://here.example/1'}"));
  }

  @Test
  void withoutRulesNothingIsChanged() {
    String odd = "{'type':'Like','to':'as:Public','attachment':{'type':'Image'}}";
    assertThat(sent(odd)).isEqualTo(json(odd));
  }

  @Test
  void theDocumentOfTheCallerStaysAsItIs() {
    Activity activity = activity("{'type':'Like','to':'as:Public'}");
    String before = activity.json().toString();
    send(activity, OutgoingRule.STANDARD);
    assertThat(activity.json()).hasToString(before);
  }

  @Test
  void anApplicationAddsARuleOfItsOwn() {
    var mark =
        new OutgoingRule("mark", (activity, sender) -> activity.put("generator", sender.value()));
    assertThat(sent("{'type':'Like'}", mark))
        .isEqualTo(json("{'type':'Like','generator':'https://here.example/users/alice'}"));
  }

  private String sent(String activity, OutgoingRule... rules) {
    send(activity(activity), List.of(rules));
    return new String(payloads.find(last).orElseThrow(), StandardCharsets.UTF_8);
  }

  private void send(Activity activity, List<OutgoingRule> rules) {
    var queue = new JobStoreQueue(new InMemoryJobStore(() -> Instant.EPOCH));
    new Outbox(rules)
        .send(
            new DirectTransaction(queue, payloads),
            ALICE,
            activity,
            Audience.inboxes(List.of(Iri.parse("https://b.example/inbox"))));
    last++;
  }

  private static Activity activity(String text) {
    byte[] bytes = json(text).getBytes(StandardCharsets.UTF_8);
    return (Activity) ((ReadResult.Read) ApReader.standard().readAsItIs(bytes)).object();
  }

  private static String json(String text) {
    return text.replace("'P'", "'" + PUBLIC + "'").replace('\'', '"');
  }
}
