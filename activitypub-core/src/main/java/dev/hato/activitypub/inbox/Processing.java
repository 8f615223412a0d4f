package dev.hato.activitypub.inbox;

import static dev.hato.activitypub.telemetry.OperationKind.HANDLE;

import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.remote.FetchBudget;
import dev.hato.activitypub.remote.RemoteObjects;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.jobs.JobContext;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobOutcome;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handles {@link ProcessActivity}: reads the verified bytes again and calls the handler. What
 * cannot be read now never will be; what a handler throws is tried again.
 */
final class Processing implements JobHandler<ProcessActivity> {
  private static final Logger LOG = LoggerFactory.getLogger(Processing.class);

  private final ApReader reader;
  private final InboxHandlers handlers;
  private final RemoteObjects remote;
  private final InstantSource clock;
  private final Stopwatch stopwatch;

  Processing(
      ApReader reader,
      InboxHandlers handlers,
      RemoteObjects remote,
      InstantSource clock,
      Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
    this.reader = reader;
    this.handlers = handlers;
    this.remote = remote;
    this.clock = clock;
  }

  @Override
  public JobOutcome handle(ProcessActivity process, JobContext job) throws Exception {
    byte[] body = process.body().getBytes(StandardCharsets.UTF_8);
    return switch (reader.read(body)) {
      case ReadResult.Unreadable unreadable -> JobOutcome.discard(unreadable.detail());
      case ReadResult.Read read -> {
        if (!read.diagnostics().isEmpty()) {
          LOG.debug("{} from {}: {}", read.object(), process.signer(), read.diagnostics());
        }
        yield read.object() instanceof Activity activity
            ? handle(process, activity)
            : JobOutcome.discard("no activity: " + read.object().types());
      }
    };
  }

  private JobOutcome handle(ProcessActivity process, Activity activity) throws Exception {
    InboxContext context =
        new InboxContext(
            Iri.parse(process.signer()),
            Optional.of(process.recipient()).filter(recipient -> !recipient.isEmpty()),
            remote,
            FetchBudget.standard(clock),
            process.body(),
            Optional.of(process.forwarder()).filter(by -> !by.isEmpty()).map(Iri::parse));
    long begun = stopwatch.begin();
    Optional<String> failure = Optional.of("the handler has thrown");
    try {
      boolean handled = handlers.handle(context, activity);
      failure = Optional.empty();
      return handled ? JobOutcome.done() : JobOutcome.discard("no handler for " + activity.types());
    } finally {
      stopwatch.end(HANDLE, begun, failure, () -> attributes(activity));
    }
  }

  private static Map<String, String> attributes(Activity activity) {
    return Map.of("activitypub.activity.type", activity.getClass().getSimpleName());
  }
}
