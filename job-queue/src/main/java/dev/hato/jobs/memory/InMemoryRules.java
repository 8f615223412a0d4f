package dev.hato.jobs.memory;

import dev.hato.jobs.spi.QueueRule;
import dev.hato.jobs.spi.QueueRules;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The rules of queues in a map. */
final class InMemoryRules implements QueueRules {
  private final Map<String, QueueRule> rules = new ConcurrentSkipListMap<>();
  private final Consumer<String> changed;

  /**
   * @param changed called with the name of a queue from which more may be taken now
   */
  InMemoryRules(Consumer<String> changed) {
    this.changed = changed;
  }

  QueueRule of(String queue) {
    return rules.getOrDefault(queue, QueueRule.none(queue));
  }

  /** Whether jobs of a queue may be taken with their insert. */
  boolean areFree(String queue) {
    QueueRule rule = of(queue);
    return !rule.paused() && !rule.limits();
  }

  @Override
  public void pause(String queue) {
    change(queue, rule -> rule.withPaused(true));
  }

  @Override
  public void resume(String queue) {
    change(queue, rule -> rule.withPaused(false));
    changed.accept(queue);
  }

  @Override
  public void limit(String queue, int running, int perKey) {
    change(queue, rule -> rule.withLimits(running, perKey));
    changed.accept(queue);
  }

  private void change(String queue, UnaryOperator<QueueRule> change) {
    rules.compute(queue, (name, rule) -> change.apply(rule == null ? QueueRule.none(name) : rule));
  }

  @Override
  public List<QueueRule> list() {
    return List.copyOf(rules.values());
  }
}
