package dev.hato.server.statuses;

import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.server.testkit.FederationPage;
import dev.hato.storage.accounts.Account;
import dev.hato.storage.statuses.Visibility;
import dev.hato.storage.testkit.People;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The posts and marks that FEDERATION.md shows. */
final class FederationPageTest {
  private static final Pattern NUMBER = Pattern.compile("\\d{15,}");

  private final StatusRig rig = new StatusRig();
  private Account alice;
  private Account carol;

  @BeforeEach
  void people() {
    alice = rig.account(rig.write(tx -> People.local(tx, "alice")));
    carol = rig.stranger("carol", "good.test");
  }

  @AfterEach
  void close() {
    rig.close();
  }

  @Test
  void thePageShowsAPostItsEditAndItsDeletion() throws Exception {
    long id = rig.post.post(alice.id(), draft("やあ @carol@good.test 、鳩が飛んだ。 #伝書鳩"));
    FederationPage.assertShows("Create of a Note", sent());
    rig.edit.edit(alice.id(), id, draft("鳩が帰った。"));
    FederationPage.assertShows("Update of a Note", sent());
    rig.delete.delete(alice.id(), id);
    FederationPage.assertShows("Delete of a Note", sent());
  }

  @Test
  void thePageShowsABoostALikeAndTheirUndo() throws Exception {
    Note theirs = RemoteNotes.draft(carol, 1).cc(List.of(Iri.parse(alice.uri()))).build();
    rig.receive(carol, RemoteNotes.create(carol, theirs));
    String uri = RemoteNotes.id(carol, 1).value();
    long id = rig.read(tx -> tx.statuses().findByUri(uri)).orElseThrow().id();
    rig.boost.boost(alice.id(), id, Visibility.PUBLIC);
    FederationPage.assertShows("Announce", sent());
    rig.favourite.favourite(alice.id(), id);
    FederationPage.assertShows("Like", sent());
    rig.unfavourite.unfavourite(alice.id(), id);
    FederationPage.assertShows("Undo", sent());
  }

  private static StatusDraft draft(String text) {
    return StatusDraft.newBuilder(text).language("ja").visibility(Visibility.PUBLIC).build();
  }

  /** The one activity that went out, with the names of examples. */
  private JsonNode sent() {
    List<StatusRig.Sent> sent = rig.sent();
    String text =
        sent.getFirst()
            .activity()
            .toString()
            .replace(carol.url(), "https://other.example/@carol")
            .replace(carol.uri(), "https://other.example/users/carol")
            .replace("good.test", "other.example")
            .replace("hato.test", "hato.example")
            .replace(alice.username(), "alice");
    return JsonMapper.shared().readTree(numbered(text));
  }

  /** Ids as 1, 2, 3 in the order in which they come. */
  private static String numbered(String text) {
    List<String> seen = new ArrayList<>();
    return NUMBER
        .matcher(text)
        .replaceAll(
            match -> {
              if (!seen.contains(match.group())) {
                seen.add(match.group());
              }
              return Matcher.quoteReplacement(Integer.toString(seen.indexOf(match.group()) + 1));
            });
  }
}
