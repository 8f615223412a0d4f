package dev.hato.activitypub.testkit;

import dev.hato.activitypub.FederationBuilder;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives each test a small fediverse of its own: a {@link LocalInstance} with the federation under
 * test, and a {@link RemoteInstance} for each parameter of that type, each on a host of its own.
 * All are closed after the test.
 *
 * <pre>{@code
 * @RegisterExtension
 * static final FediverseExtension FEDIVERSE =
 *     FediverseExtension.of(federation -> federation.on(Follow.class, handler));
 *
 * @Test
 * void aFollowIsAccepted(LocalInstance site, RemoteInstance peer) {
 *   RemoteActor bob = peer.actor("bob");
 *   peer.post(bob, site.sharedInbox(), Follow.of(bob.id("follows/1"), bob.id(), site.alice().id()));
 *   site.work();
 *   assertThat(peer.awaitDelivery().document()).isInstanceOf(Accept.class);
 * }
 * }</pre>
 */
public final class FediverseExtension implements ParameterResolver, AfterEachCallback {
  private static final Namespace NAMESPACE = Namespace.create(FediverseExtension.class);
  private static final int MOST_PEERS = 8;

  private final InstantSource clock;
  private final Consumer<FederationBuilder> more;

  private FediverseExtension(InstantSource clock, Consumer<FederationBuilder> more) {
    this.clock = clock;
    this.more = more;
  }

  /** A federation without handlers and the system's clock: for {@code @ExtendWith}. */
  public FediverseExtension() {
    this(InstantSource.system(), federation -> {});
  }

  /** A federation with the handlers, routes and hooks of the application. */
  public static FediverseExtension of(Consumer<FederationBuilder> more) {
    return new FediverseExtension(InstantSource.system(), more);
  }

  /** The same by another clock, which everybody in the test goes by. */
  public FediverseExtension withClock(InstantSource other) {
    return new FediverseExtension(other, more);
  }

  @Override
  public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
    Class<?> type = parameter.getParameter().getType();
    return type == RemoteInstance.class || type == LocalInstance.class;
  }

  @Override
  public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    if (parameter.getParameter().getType() == LocalInstance.class) {
      return store.getOrComputeIfAbsent(
          "site", key -> new LocalInstance(clock, more), LocalInstance.class);
    }
    int host = parameter.getIndex() + 1; // 127.0.0.1 and on: other hosts to each other
    return store.getOrComputeIfAbsent(
        "peer " + host,
        key -> RemoteInstance.start("127.0.0." + host, clock),
        RemoteInstance.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    ExtensionContext.Store store = context.getStore(NAMESPACE);
    LocalInstance site = store.remove("site", LocalInstance.class);
    if (site != null) {
      site.close();
    }
    for (int host = 1; host <= MOST_PEERS; host++) {
      RemoteInstance peer = store.remove("peer " + host, RemoteInstance.class);
      if (peer != null) {
        peer.close();
      }
    }
  }
}
