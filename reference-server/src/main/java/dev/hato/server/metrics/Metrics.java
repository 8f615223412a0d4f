package dev.hato.server.metrics;

import dev.hato.activitypub.telemetry.OperationKind;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.jobs.JobInfo;
import dev.hato.jobs.JobListener;
import dev.hato.jobs.spi.QueueStats;
import dev.hato.server.http.HttpResponse;
import dev.hato.server.http.Recorder;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;

/**
 * Counts requests, jobs, queues and sockets for Prometheus. Names of routes, job types and queues
 * are bounded; nothing is labelled by person or remote host. Safe for many threads.
 */
public final class Metrics implements AutoCloseable {
  private static final Set<String> METHODS =
      Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  private record Request(String method, String template, int status) {}

  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final MultiGauge waiting = gauge("hato.jobs.waiting");
  private final MultiGauge running = gauge("hato.jobs.running");
  private final MultiGauge scheduled = gauge("hato.jobs.scheduled");
  private final MultiGauge dead = gauge("hato.jobs.dead");
  private final MultiGauge latency = gauge("hato.jobs.latency.seconds");
  private final Map<String, AtomicInteger> concurrency = new ConcurrentHashMap<>();
  private final Map<Request, Timer> requests = new ConcurrentHashMap<>();
  private volatile Supplier<List<QueueStats>> queues = List::of;

  public Metrics() {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
  }

  /** Hears each answered request. */
  public Recorder requests() {
    return (method, template, status, took) ->
        requests
            .computeIfAbsent(
                new Request(METHODS.contains(method) ? method : "other", template, status),
                this::timer)
            .record(took);
  }

  private Timer timer(Request request) {
    return Timer.builder("hato.http.requests")
        .tags(
            "method", request.method(),
            "route", request.template(),
            "status", Integer.toString(request.status()))
        .register(registry);
  }

  /** Hears each attempt of a job. */
  public JobListener jobs() {
    return new Jobs();
  }

  /**
   * Hears what the federation does. Its names are Fedify's, so that dashboards carry over; the
   * hosts of others are left out.
   */
  public OperationListener operations() {
    return operation -> {
      OperationKind kind = operation.kind();
      List<Tag> tags =
          operation.attributes().entrySet().stream()
              .filter(attribute -> !attribute.getKey().equals("activitypub.remote.host"))
              .map(attribute -> Tag.of(attribute.getKey(), attribute.getValue()))
              .toList();
      boolean counts = kind != OperationKind.VERIFY_SIGNATURE || operation.failure().isPresent();
      if (!kind.counter().isEmpty() && counts) {
        registry.counter(kind.counter(), tags).increment();
      }
      if (!kind.histogram().isEmpty()) {
        registry.timer(kind.histogram(), tags).record(operation.took());
      }
    };
  }

  /** Asks the job store for its queues whenever somebody reads the metrics. */
  public void queues(Supplier<List<QueueStats>> source) {
    queues = source;
  }

  /** A number that is asked for whenever somebody reads the metrics. */
  public <T> void gauge(String name, T source, ToDoubleFunction<T> value) {
    registry.gauge(name, Tags.empty(), source, value);
  }

  /** The page in Prometheus' text format. */
  public HttpResponse page() {
    return HttpResponse.text(text())
        .with("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
  }

  String text() {
    List<QueueStats> stats = queues.get();
    waiting.register(rows(stats, queue -> queue.counts().waiting()), true);
    running.register(rows(stats, queue -> queue.counts().running()), true);
    scheduled.register(rows(stats, queue -> queue.counts().scheduled()), true);
    dead.register(rows(stats, queue -> queue.counts().dead()), true);
    latency.register(rows(stats, queue -> queue.latency().toMillis() / 1000.0), true);
    return registry.scrape();
  }

  @Override
  public void close() {
    registry.close();
  }

  private MultiGauge gauge(String name) {
    return MultiGauge.builder(name).register(registry);
  }

  private static List<MultiGauge.Row<?>> rows(
      List<QueueStats> stats, ToDoubleFunction<QueueStats> value) {
    return stats.stream()
        .<MultiGauge.Row<?>>map(
            queue -> MultiGauge.Row.of(Tags.of("queue", queue.queue()), queue, value))
        .toList();
  }

  private AtomicInteger concurrency(String queue) {
    return concurrency.computeIfAbsent(
        queue,
        name ->
            registry.gauge("hato.jobs.concurrency", Tags.of("queue", name), new AtomicInteger()));
  }

  private final class Jobs implements JobListener {
    @Override
    public void yielded(String queue, int running) {
      concurrency(queue).set(running);
    }

    @Override
    public void done(JobInfo job, Duration took) {
      Timer.builder("hato.jobs.attempts")
          .tags("type", job.type(), "queue", job.queue(), "outcome", "done")
          .register(registry)
          .record(took);
    }

    @Override
    public void retried(JobInfo job, Duration after, String why) {
      count(job, "retried");
    }

    @Override
    public void discarded(JobInfo job, String why) {
      count(job, "discarded");
    }

    @Override
    public void buried(JobInfo job, String why) {
      count(job, "buried");
    }

    private void count(JobInfo job, String outcome) {
      registry
          .counter(
              "hato.jobs.failures", "type", job.type(), "queue", job.queue(), "outcome", outcome)
          .increment();
    }
  }
}
