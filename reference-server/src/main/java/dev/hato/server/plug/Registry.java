package dev.hato.server.plug;

import dev.hato.activitypub.inbox.InboxHandler;
import dev.hato.activitypub.spi.LocalFollows;
import dev.hato.activitypub.telemetry.OperationListener;
import dev.hato.activitypub.vocab.Activity;
import dev.hato.jobs.JobHandler;
import dev.hato.jobs.JobType;
import dev.hato.jobs.RecurringJob;
import dev.hato.jobs.WorkerBuilder;
import dev.hato.server.events.EventHandler;
import dev.hato.server.events.Events;
import dev.hato.server.events.Subscription;
import dev.hato.server.http.Access;
import dev.hato.server.http.Authenticator;
import dev.hato.server.http.ErrorPage;
import dev.hato.server.http.Privacy;
import dev.hato.server.http.Route;
import dev.hato.server.http.RouteHandler;
import dev.hato.server.kernel.Event;
import dev.hato.server.streaming.StreamOpener;
import dev.hato.server.streaming.Streams;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Collects what features plug in while the server is composed. Used by one thread; read once at the
 * end.
 */
public final class Registry {
  private final Events events;
  private final List<Route> routes = new ArrayList<>();
  private final List<Consumer<WorkerBuilder>> jobs = new ArrayList<>();
  private final Streams streams = new Streams();
  private final List<ActivityBinding<?>> activities = new ArrayList<>();
  private final List<Supplier<Optional<String>>> notices = new ArrayList<>();
  private LocalFollows follows = LocalFollows.NONE;
  private OperationListener operations = OperationListener.NONE;
  private @Nullable Authenticator authenticator;
  private @Nullable ErrorPage errorPage;

  public Registry(Events events) {
    this.events = events;
  }

  public void get(String template, Access access, Privacy privacy, RouteHandler handler) {
    route(new Route("GET", template, access, privacy, handler));
  }

  public void post(String template, Access access, Privacy privacy, RouteHandler handler) {
    route(new Route("POST", template, access, privacy, handler));
  }

  public void put(String template, Access access, Privacy privacy, RouteHandler handler) {
    route(new Route("PUT", template, access, privacy, handler));
  }

  public void patch(String template, Access access, Privacy privacy, RouteHandler handler) {
    route(new Route("PATCH", template, access, privacy, handler));
  }

  public void delete(String template, Access access, Privacy privacy, RouteHandler handler) {
    route(new Route("DELETE", template, access, privacy, handler));
  }

  public void route(Route route) {
    routes.add(route);
  }

  /** What runs jobs of this type. */
  public <T> void job(JobType<T> type, JobHandler<T> handler) {
    jobs.add(worker -> worker.handler(type, handler));
  }

  /** A job that is enqueued again and again; its type needs a handler too. */
  public void recurring(RecurringJob<?> job) {
    jobs.add(worker -> worker.recurring(job));
  }

  /** Handlers of a library that adds them to a worker itself. */
  public void worker(Consumer<WorkerBuilder> handlers) {
    jobs.add(handlers);
  }

  /**
   * Calls the handler for each event of exactly this class, from a job in the named queue.
   *
   * @param name tells the subscription from all others; stays the same from version to version
   */
  public <E extends Event> void subscribe(
      String name, Class<E> event, String queue, EventHandler<E> handler) {
    subscribe(Subscription.of(name, event, queue, handler));
  }

  /** A subscription that somebody made. */
  public <E extends Event> void subscribe(Subscription<E> subscription) {
    events.add(subscription);
    job(subscription.type(), subscription.jobHandler());
  }

  /** Who resolves tokens and cookies; one feature does. */
  public void authenticator(Authenticator port) {
    if (authenticator != null) {
      throw new IllegalStateException("Two features want to be the authenticator");
    }
    authenticator = port;
  }

  /** What browsers see instead of the plain error page. */
  public void errorPage(ErrorPage page) {
    errorPage = page;
  }

  /**
   * A stream of the streaming API.
   *
   * @param name as clients ask for it: {@code user}, {@code public:local}
   * @param anyOf the scopes of which a token needs one
   */
  public void stream(String name, List<String> anyOf, StreamOpener opener) {
    streams.add(name, anyOf, opener);
  }

  /** A line for the operator, asked for when the server has started; empty when there is none. */
  public void notice(Supplier<Optional<String>> line) {
    notices.add(line);
  }

  /** What to do with received activities of this class. */
  public <T extends Activity> void activity(Class<T> type, InboxHandler<T> handler) {
    activities.add(new ActivityBinding<>(type, handler));
  }

  /** What to do with what other servers say about follows; one feature owns them. */
  public void follows(LocalFollows owner) {
    follows = owner;
  }

  public LocalFollows follows() {
    return follows;
  }

  /** Who hears what the federation does. */
  public void operations(OperationListener listener) {
    operations = listener;
  }

  public OperationListener operations() {
    return operations;
  }

  /** The route table, in the order of plugging in. */
  public List<Route> routes() {
    return List.copyOf(routes);
  }

  public Authenticator authenticator() {
    return authenticator == null ? Authenticator.NONE : authenticator;
  }

  public Optional<ErrorPage> errorPage() {
    return Optional.ofNullable(errorPage);
  }

  public Streams streams() {
    return streams;
  }

  public List<ActivityBinding<?>> activities() {
    return List.copyOf(activities);
  }

  public List<String> notices() {
    return notices.stream().map(Supplier::get).flatMap(Optional::stream).toList();
  }

  /** Gives the handlers and recurring jobs to a worker. */
  public void jobsTo(WorkerBuilder worker) {
    jobs.forEach(job -> job.accept(worker));
  }
}
