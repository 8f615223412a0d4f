package dev.hato.jobs;

import java.time.Duration;
import java.util.Objects;

/**
 * One kind of job: the value that who enqueues and who handles share. Immutable.
 *
 * <pre>{@code
 * static final JobType<SendMail> SEND_MAIL =
 *     JobType.of("send-mail", "mail", SendMail.class).withTimeout(Duration.ofMinutes(1));
 * }</pre>
 *
 * @param <T> the payload, normally a small record of ids
 */
public final class JobType<T> {
  private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(5);

  private final String name;
  private final String queue;
  private final PayloadCodec<T> codec;
  private final RetryPolicy retry;
  private final Duration timeout;

  private JobType(
      String name, String queue, PayloadCodec<T> codec, RetryPolicy retry, Duration timeout) {
    this.name = Objects.requireNonNull(name, "name");
    this.queue = Objects.requireNonNull(queue, "queue");
    this.codec = Objects.requireNonNull(codec, "codec");
    this.retry = Objects.requireNonNull(retry, "retry");
    this.timeout = timeout;
    if (name.isEmpty() || queue.isEmpty()) {
      throw new IllegalArgumentException("a job type needs a name and a queue");
    }
    if (!timeout.isPositive()) {
      throw new IllegalArgumentException("job type " + name + " needs a timeout above zero");
    }
  }

  /**
   * A job type whose payload is stored as JSON, with {@link RetryPolicy#standard()} and a timeout
   * of five minutes.
   *
   * @param name stays the same as long as jobs of it may be waiting
   * @param queue where its jobs wait
   * @param payload a class that Jackson can write and read, normally a record
   */
  public static <T> JobType<T> of(String name, String queue, Class<T> payload) {
    return of(name, queue, new JsonPayloadCodec<>(payload));
  }

  /** A job type with a payload format of its own. */
  public static <T> JobType<T> of(String name, String queue, PayloadCodec<T> codec) {
    return new JobType<>(name, queue, codec, RetryPolicy.standard(), DEFAULT_TIMEOUT);
  }

  /** The same type with another retry policy. */
  public JobType<T> withRetry(RetryPolicy policy) {
    return new JobType<>(name, queue, codec, policy, timeout);
  }

  /** The same type with another limit for one attempt; the handler is interrupted after it. */
  public JobType<T> withTimeout(Duration limit) {
    return new JobType<>(name, queue, codec, retry, limit);
  }

  /** Name in the store. */
  public String name() {
    return name;
  }

  /** Queue where jobs of this type wait. */
  public String queue() {
    return queue;
  }

  /** How the payload is stored. */
  public PayloadCodec<T> codec() {
    return codec;
  }

  /** When a failed job is tried again. */
  public RetryPolicy retry() {
    return retry;
  }

  /** How long one attempt may take. */
  public Duration timeout() {
    return timeout;
  }

  @Override
  public String toString() {
    return name + " on " + queue;
  }
}
