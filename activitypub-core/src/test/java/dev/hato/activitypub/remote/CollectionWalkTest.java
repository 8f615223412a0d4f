package dev.hato.activitypub.remote;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.activitypub.testkit.LocalInstance;
import dev.hato.activitypub.testkit.RemoteInstance;
import dev.hato.activitypub.testkit.Reply;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.CollectionPage;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Note;
import dev.hato.activitypub.vocab.OrderedCollection;
import dev.hato.activitypub.vocab.Ref;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class CollectionWalkTest {
  private final LocalInstance site = new LocalInstance(InstantSource.system(), builder -> {});
  private final RemoteInstance good = RemoteInstance.start();
  private final RemoteInstance evil = RemoteInstance.start("127.0.0.2", InstantSource.system());
  private final Iri id = Iri.parse(good.base() + "/featured");

  @AfterEach
  void close() {
    site.close();
    good.close();
    evil.close();
  }

  @Test
  void readsPageAfterPage() {
    good.serve(OrderedCollection.newBuilder().id(id).first(page(0)).build());
    for (int i = 0; i < 3; i++) {
      var builder = page(i, item("a" + i), item("b" + i));
      good.serve(
          "/featured?page=" + i, i < 2 ? builder.next(page(i + 1)).build() : builder.build());
    }
    assertThat(ids(walk(100)))
        .extracting(iri -> iri.value().substring(good.base().length()))
        .containsExactly("/a0", "/b0", "/a1", "/b1", "/a2", "/b2");
    assertThat(ids(walk(3))).hasSize(3);
  }

  @Test
  void PT1_aPageThatLeadsToItselfEndsTheWalk() {
    good.serve(OrderedCollection.newBuilder().id(id).first(page(0)).build());
    good.serve("/featured?page=0", page(0, item("a")).next(page(0)).build());
    assertThat(walk(100)).hasSize(1);
    assertThat(good.requests()).hasSize(2);
  }

  @Test
  void PT1_aCollectionThatGrowsForEverEndsAfterTenPages() {
    good.serve(OrderedCollection.newBuilder().id(id).first(page(0)).build());
    for (int i = 0; i < 50; i++) {
      good.serve("/featured?page=" + i, page(i, item("a" + i)).next(page(i + 1)).build());
    }
    assertThat(walk(1_000)).hasSize(10);
    assertThat(good.requests()).hasSize(11);
  }

  @Test
  void pagesAndItemsOfOtherOriginsAreNotBelieved() {
    Iri elsewhere = Iri.parse(evil.base() + "/page");
    good.serve(OrderedCollection.newBuilder().id(id).first(elsewhere).build());
    assertThat(walk(100)).isEmpty();
    assertThat(evil.requests()).isEmpty();

    Note foreign = Note.newBuilder().id(Iri.parse(evil.base() + "/n")).content("x").build();
    Note own = Note.newBuilder().id(Iri.parse(good.base() + "/n")).content("x").build();
    good.serve(
        OrderedCollection.newBuilder().id(id).items(List.of(Ref.of(foreign), Ref.of(own))).build());
    List<Ref<ApObject>> items = walk(100);
    assertThat(items.get(0).embedded()).isEmpty();
    assertThat(items.get(1).embedded()).isPresent();
  }

  @Test
  void whatWasReadBeforeAPageFailedIsKept() {
    good.serve(OrderedCollection.newBuilder().id(id).first(page(0)).build());
    good.serve("/featured?page=0", page(0, item("a")).next(page(1)).build());
    good.reply("/featured?page=1", Reply.status(500));
    assertThat(walk(100)).hasSize(1);
  }

  private List<Ref<ApObject>> walk(int limit) {
    FetchBudget budget =
        FetchBudget.of(100, 1 << 20, Duration.ofMinutes(1), InstantSource.system());
    return site.federation().remote().items(id, limit, budget).found().orElseThrow();
  }

  private static List<Iri> ids(List<Ref<ApObject>> refs) {
    return refs.stream().flatMap(ref -> ref.id().stream()).toList();
  }

  private Iri page(int number) {
    return Iri.parse(id + "?page=" + number);
  }

  private Ref<ApObject> item(String name) {
    return Ref.to(Iri.parse(good.base() + "/" + name));
  }

  @SafeVarargs
  private dev.hato.activitypub.vocab.CollectionBuilder<CollectionPage> page(
      int number, Ref<ApObject>... items) {
    return CollectionPage.newBuilder().id(page(number)).partOf(id).items(List.of(items));
  }
}
