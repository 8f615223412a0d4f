package dev.hato.benchmarks.load;

import dev.hato.activitypub.json.ApWriter;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SigningKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Remote people, spread over the peers one after the other. They share one RSA key, because making
 * a thousand of them would take a minute; each names it as its own.
 */
final class Fediverse implements Peers.Visits, AutoCloseable {
  private final Peers peers;
  private final int hosts;
  private final int people;
  private final KeyPair keys = Keys.generateRsa(new SecureRandom());
  private final RequestSigner signer =
      RequestSigner.of(SignatureFormat.CAVAGE_12, InstantSource.system());
  private final Map<String, byte[]> documents = new HashMap<>();
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final Set<Integer> hanging = ConcurrentHashMap.newKeySet();

  /** Something that came to a host. */
  record Arrival(long nanoTime, int host, byte[] body) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }
  }

  Fediverse(int hosts, int people) throws IOException {
    this.hosts = hosts;
    this.people = people;
    this.peers = new Peers(hosts, this);
    for (int person = 0; person < people; person++) {
      String key = host(person) + " /users/" + name(person);
      documents.put(key, ApWriter.write(actorDocument(person)));
      documents.put(host(person) + " " + webFingerTarget(person), webFinger(person));
    }
  }

  int people() {
    return people;
  }

  int host(int person) {
    return person % hosts;
  }

  static String name(int person) {
    return "peer" + person;
  }

  /** The id of a person. */
  String actor(int person) {
    return "http://" + peers.authority(host(person)) + "/users/" + name(person);
  }

  /** The person with an id. */
  int personOf(String actor) {
    return Integer.parseInt(actor.substring(actor.lastIndexOf("peer") + "peer".length()));
  }

  private Actor actorDocument(int person) {
    Iri id = Iri.parse(actor(person));
    return Actor.newBuilder("Person")
        .id(id)
        .preferredUsername(name(person))
        .name("Peer " + person)
        .inbox(Iri.parse(id + "/inbox"))
        .outbox(Iri.parse(id + "/outbox"))
        .followers(Iri.parse(id + "/followers"))
        .publicKey(PublicKey.of(Iri.parse(keyId(person)), id, Keys.toPem(keys.getPublic())))
        .build();
  }

  private String keyId(int person) {
    return actor(person) + "#main-key";
  }

  private String handle(int person) {
    return "acct:" + name(person) + "@" + peers.authority(host(person));
  }

  private String webFingerTarget(int person) {
    return "/.well-known/webfinger?resource=" + handle(person);
  }

  private byte[] webFinger(int person) {
    return """
        {"subject": "%s", "links": [
          {"rel": "self", "type": "application/activity+json", "href": "%s"}]}
        """
        .formatted(handle(person), actor(person))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** A signed request of a person to an inbox on this machine. */
  byte[] signed(int person, String authority, String inbox, byte[] activity) {
    SignableMessage message =
        SignableMessage.of(
            "POST",
            "http",
            authority,
            inbox,
            Map.of("Content-Type", List.of("application/activity+json")));
    Map<String, String> headers =
        new HashMap<>(
            signer.sign(message, activity, SigningKey.rsa(keyId(person), keys.getPrivate())));
    headers.put("Content-Type", "application/activity+json");
    return Requests.post(authority, inbox, headers, activity);
  }

  /** Signed posts of everybody in turn to the shared inbox of a server. */
  List<byte[]> notes(String authority, int first, int count) {
    return IntStream.range(first, first + count)
        .parallel()
        .mapToObj(
            number -> {
              int person = number % people;
              byte[] body = Activities.createNote(actor(person), number);
              return signed(person, authority, "/inbox", body);
            })
        .toList();
  }

  /** From now on these hosts take requests and never answer. */
  void hang(Set<Integer> silent) {
    hanging.clear();
    hanging.addAll(silent);
  }

  /** What came since the last call, in order of arrival. */
  Queue<Arrival> takeArrivals() {
    Queue<Arrival> taken = new ArrayDeque<>();
    for (Arrival one = arrivals.poll(); one != null; one = arrivals.poll()) {
      taken.add(one);
    }
    return taken;
  }

  @Override
  public Optional<byte[]> document(int host, String target) {
    return Optional.ofNullable(
        documents.get(host + " " + target.replace("%3A", ":").replace("%40", "@")));
  }

  @Override
  public boolean posted(int host, String target, byte[] body) {
    if (hanging.contains(host)) {
      return false;
    }
    arrivals.add(new Arrival(System.nanoTime(), host, body));
    return true;
  }

  @Override
  public void close() throws IOException {
    peers.close();
  }
}
