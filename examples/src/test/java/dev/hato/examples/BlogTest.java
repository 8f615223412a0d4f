package dev.hato.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.testkit.FediverseExtension;
import dev.hato.activitypub.testkit.RemoteActor;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.vocab.Accept;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Article;
import dev.hato.activitypub.vocab.Create;
import dev.hato.activitypub.vocab.Follow;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Ref;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(FediverseExtension.class)
final class BlogTest {
  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  @Test
  void anArticleReachesFollowersHasAnAddressAndStandsInTheOutbox(RemoteInstance peer)
      throws Exception {
    Blog blog = new Blog(new ConcurrentSkipListMap<>());
    try (Loopback place = new Loopback();
        Loopback reader = new Loopback();
        Node node = blog.start(place.site);
        Node other = EchoBot.start(reader.site)) {
      place.serve(node.federation);
      RemoteActor bob = peer.actor("bob");
      peer.post(
          bob, place.site.base() + "/inbox", Follow.of(bob.id("follows/1"), bob.id(), node.id()));
      assertThat(peer.awaitDelivery().document()).isInstanceOf(Accept.class);

      blog.publish(node, "pigeons.html", "<p>On pigeons</p>", START);
      Create create = (Create) peer.awaitDelivery().document();
      Article article = (Article) create.object().flatMap(Ref::embedded).orElseThrow();
      assertThat(article.content().value()).isEqualTo("<p>On pigeons</p>");

      FetchBudget budget = FetchBudget.standard(place.site.clock());
      var remote = other.federation.remote();
      Iri id = article.id().orElseThrow();
      assertThat(remote.fetch(id, budget).found()).isPresent();

      for (int n = 1; n <= 44; n++) {
        blog.publish(node, "n" + n, "<p>" + n + "</p>", START.plusSeconds(n));
      }
      List<Ref<ApObject>> items =
          remote.items(Iri.parse(node.id() + "/outbox"), 100, budget).found().orElseThrow();
      assertThat(items).hasSize(45);
      Create newest = (Create) items.getFirst().embedded().orElseThrow();
      assertThat(newest.object().flatMap(Ref::embedded).orElseThrow().content().value())
          .isEqualTo("<p>44</p>");
      assertThat(newest.object().flatMap(Ref::embedded).orElseThrow().value("@context")).isEmpty();
    }
  }
}
