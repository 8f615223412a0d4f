package dev.hato.activitypub.followers;

import dev.hato.activitypub.spi.Followers;
import dev.hato.activitypub.vocab.Iri;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Tells the servers of followers which of their people follow here (FEP-8fcf): as a digest with
 * what is sent to followers alone, and as a list to the server that asks. The list is one page,
 * made by its own query and never cut: who is missing on it is taken off there. So an actor with
 * more than 25,000 followers is not told of at all, nor are more than 5,000 on one server.
 * Thread-safe.
 */
public final class SentSynchronization {
  static final int MOST_FOLLOWERS = 25_000;
  static final int MOST_OF_ONE_SERVER = 5_000;
  private static final Duration REMEMBERED = Duration.ofMinutes(1);
  private static final int MOST_ACTORS = 64;

  private final Followers followers;
  private final Function<Iri, Optional<Addresses>> addresses;
  private final InstantSource clock;
  private final Map<Iri, Counted> recent =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Iri, Counted> eldest) {
          return size() > MOST_ACTORS;
        }
      };

  /**
   * Where the followers of a local actor are listed.
   *
   * @param collection all of them
   * @param partial those of the server that asks
   */
  public record Addresses(Iri collection, Iri partial) {}

  /** Where an actor's followers are listed, and their digests by origin. */
  private record Counted(Optional<Addresses> addresses, Map<String, String> digests, Instant at) {
    Optional<String> header(String origin) {
      return addresses.flatMap(
          listed ->
              Optional.ofNullable(digests.get(origin))
                  .map(
                      digest ->
                          new SynchronizationHeader(listed.collection(), listed.partial(), digest)
                              .write()));
    }
  }

  /**
   * The outgoing half.
   *
   * @param followers answers {@link Followers#ids}
   * @param addresses of a local actor; empty when it tells nobody
   */
  public SentSynchronization(
      Followers followers, Function<Iri, Optional<Addresses>> addresses, InstantSource clock) {
    this.followers = followers;
    this.addresses = addresses;
    this.clock = clock;
  }

  /** The header of a delivery to followers; empty when there is nothing to compare. */
  public Optional<String> header(Iri sender, Iri inbox) {
    return inbox.origin().flatMap(counted(sender)::header);
  }

  /** All followers of an actor that are of an origin; empty when they are too many to tell. */
  public Optional<List<Iri>> of(Iri actor, String origin) {
    return followers
        .ids(actor, MOST_FOLLOWERS)
        .map(all -> all.stream().filter(id -> isOf(id, origin)).toList())
        .filter(some -> some.size() <= MOST_OF_ONE_SERVER);
  }

  private static boolean isOf(Iri id, String origin) {
    return id.origin().filter(origin::equals).isPresent();
  }

  private Counted counted(Iri sender) {
    Instant now = clock.instant();
    synchronized (recent) {
      Counted known = recent.get(sender);
      if (known != null && known.at().plus(REMEMBERED).isAfter(now)) {
        return known;
      }
    }
    Optional<Addresses> listed = addresses.apply(sender);
    Optional<List<Iri>> ids =
        listed.isPresent() ? followers.ids(sender, MOST_FOLLOWERS) : Optional.empty();
    Counted counted = new Counted(listed, digests(ids.orElse(List.of())), now);
    synchronized (recent) {
      recent.remove(sender);
      recent.put(sender, counted);
    }
    return counted;
  }

  private static Map<String, String> digests(List<Iri> ids) {
    Map<String, List<Iri>> byOrigin =
        ids.stream()
            .filter(Iri::isHttp)
            .collect(Collectors.groupingBy(id -> id.origin().orElseThrow()));
    byOrigin.values().removeIf(some -> some.size() > MOST_OF_ONE_SERVER);
    Map<String, String> digests = new HashMap<>();
    byOrigin.forEach((origin, some) -> digests.put(origin, FollowerDigest.of(some)));
    return digests;
  }
}
