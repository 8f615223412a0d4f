package dev.hato.jobs.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.hato.jobs.spi.ClaimRequest;
import dev.hato.jobs.spi.ClaimedJob;
import dev.hato.jobs.spi.JobKeys;
import dev.hato.jobs.spi.JobStore;
import dev.hato.jobs.spi.KeyRoom;
import dev.hato.jobs.spi.QueueRule;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What holds for a queue in all processes: pause, and limits for the queue and for each key. */
abstract class RuleContract extends StoreContract {
  private static final int NONE = QueueRule.UNLIMITED;

  private List<ClaimedJob> claimAs(String worker, int max) {
    ClaimRequest.Holder holder = new ClaimRequest.Holder(worker, LEASE);
    return store.claim(
        new ClaimRequest(QUEUE, max, holder, KeyRoom.UNLIMITED, ClaimRequest.ANY_DEATHS));
  }

  @Test
  void nothingIsTakenFromAPausedQueueUntilItIsResumed() {
    insert(job("a"), job("b"));
    ClaimedJob running = claimOne();
    store.rules().pause(QUEUE);
    insert(job("c"));

    assertThat(claim(10)).isEmpty();
    assertThat(complete(running)).isEmpty();
    assertThat(store.rules().list()).containsExactly(new QueueRule(QUEUE, true, NONE, NONE));

    List<String> heard = new ArrayList<>();
    try (JobStore.Subscription subscription = store.subscribe(heard::add)) {
      assertThat(subscription).isNotNull();
      store.rules().resume(QUEUE);
    }
    assertThat(heard).containsExactly(QUEUE);
    assertThat(claimPayloads(10)).containsExactly("b", "c");
  }

  @Test
  void aPauseIsOfOneQueue() {
    store.rules().pause("other");
    insert(job("a"));

    assertThat(claimPayloads(10)).containsExactly("a");
  }

  @Test
  void allWorkersTogetherHoldNoMoreThanTheLimitOfTheQueue() {
    store.rules().limit(QUEUE, 3, NONE);
    insert(job("a"), job("b"), job("c"), job("d"), job("e"));

    List<ClaimedJob> first = claimAs("one", 2);
    assertThat(payloads(first)).containsExactly("a", "b");
    assertThat(payloads(claimAs("two", 10))).containsExactly("c");
    assertThat(claimAs("three", 10)).isEmpty();
    complete(first.getFirst());
    assertThat(payloads(claimAs("three", 10))).containsExactly("d");
    store.rules().limit(QUEUE, NONE, NONE);
    assertThat(payloads(claimAs("three", 10))).containsExactly("e");
  }

  @Test
  void allWorkersTogetherHoldNoMoreOfAKeyThanItsLimit() {
    JobKeys slow = JobKeys.NONE.withConcurrency("slow.example");
    store.rules().limit(QUEUE, NONE, 2);
    insert(job("a", slow), job("x"), job("b", slow), job("c", slow), job("y"));

    assertThat(payloads(claimAs("one", 1))).containsExactly("a");
    assertThat(payloads(claimAs("two", 10))).containsExactly("x", "b", "y");
    assertThat(claimAs("three", 10)).isEmpty();
    expireLeases();
    assertThat(claimAs("three", 10)).isNotEmpty();
  }

  @Test
  void theLimitOfAWorkerHoldsBesideThatOfAll() {
    JobKeys slow = JobKeys.NONE.withConcurrency("slow.example");
    store.rules().limit(QUEUE, NONE, 3);
    insert(job("a", slow), job("b", slow), job("c", slow), job("d", slow));

    assertThat(claim(QUEUE, 10, new KeyRoom(2, Map.of()))).hasSize(2);
    assertThat(claim(QUEUE, 10, new KeyRoom(2, Map.of()))).hasSize(1);
    assertThat(claim(QUEUE, 10, new KeyRoom(2, Map.of()))).isEmpty();
  }

  @Test
  void jobsOfAPausedOrLimitedQueueAreNotTakenWithTheirInsert() {
    TakerContract.Desk desk = new TakerContract.Desk();
    store.rules().pause(QUEUE);
    try (JobStore.Subscription attached = store.attach(desk)) {
      assertThat(attached).isNotNull();
      insert(job("a"));
      store.rules().resume(QUEUE);
      store.rules().limit(QUEUE, 1, 1);
      insert(job("b"));
      store.rules().limit(QUEUE, NONE, NONE);
      insert(job("c"));
    }

    assertThat(payloads(desk.started)).containsExactly("c");
    assertThat(desk.cancelled).containsExactly("a", "b");
  }
}
