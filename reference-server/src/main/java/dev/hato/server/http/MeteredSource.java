package dev.hato.server.http;

import dev.hato.server.kernel.Problem;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.jspecify.annotations.Nullable;

/**
 * A request body that fails when it is larger than allowed (413, whatever Content-Length said) or
 * comes slower than 1 KiB/s once its time is over (408): a slow client costs itself, not others
 * (R22).
 */
final class MeteredSource implements Content.Source {
  private static final long LEAST_BYTES_PER_SECOND = 1024;

  private final Content.Source source;
  private final long most;
  private final Duration grace;
  private final long start = System.nanoTime();
  private long count;

  MeteredSource(Content.Source source, long most, Duration grace) {
    this.source = source;
    this.most = most;
    this.grace = grace;
  }

  @Override
  public Content.@Nullable Chunk read() {
    Content.Chunk chunk = source.read();
    if (chunk == null || Content.Chunk.isFailure(chunk)) {
      return chunk;
    }
    count += chunk.remaining();
    if (count > most) {
      return refuse(chunk, Problems.ofStatus(413));
    }
    return !chunk.isLast() && isTooSlow() ? refuse(chunk, Problems.ofStatus(408)) : chunk;
  }

  private boolean isTooSlow() {
    long nanos = System.nanoTime() - start;
    return nanos > grace.toNanos() && count < nanos / 1_000_000_000L * LEAST_BYTES_PER_SECOND;
  }

  private static Content.Chunk refuse(Content.Chunk chunk, Problem problem) {
    chunk.release();
    return Content.Chunk.from(problem);
  }

  @Override
  public void demand(Runnable demandCallback) {
    source.demand(demandCallback);
  }

  @Override
  public void fail(Throwable failure) {
    source.fail(failure);
  }

  @Override
  public long getLength() {
    return source.getLength();
  }
}
