package dev.hato.httpsig.client;

import dev.hato.httpsig.AcceptSignature;
import dev.hato.httpsig.KeyAlgorithm;
import dev.hato.httpsig.RequestSigner;
import dev.hato.httpsig.SignableMessage;
import dev.hato.httpsig.SignatureFormat;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange.Answered;
import dev.hato.httpsig.client.SignatureManners.Manner;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import okhttp3.HttpUrl;

/**
 * Asks and delivers in the name of an actor: every hop is signed for its own target.
 *
 * <p>The first knock is in the format that was chosen, or that the origin took before. After an
 * answer of 400 or 401 there is a second one: as the answer's {@code Accept-Signature} wants it,
 * else in the other format. What helped is remembered for the origin, in a memory that is bounded;
 * an origin that refused both is not asked twice again for an hour. Each knock has the time budget
 * of the request.
 *
 * <p>Blocks like its client, and is as safe for threads. One object serves a process: its memory is
 * its worth.
 */
public final class SignedExchange {
  private final SafeHttpClient client;
  private final InstantSource clock;
  private final SignatureManners manners;

  /**
   * An exchange over the client that signs as draft-cavage-12 first.
   *
   * @param clock gives the time of signing
   */
  public SignedExchange(SafeHttpClient client, InstantSource clock) {
    this(client, clock, SignatureFormat.CAVAGE_12);
  }

  /** An exchange with another first format. */
  public SignedExchange(SafeHttpClient client, InstantSource clock, SignatureFormat firstKnock) {
    this.client = client;
    this.clock = clock;
    this.manners = new SignatureManners(firstKnock);
  }

  /** A signed GET with the default limits of {@link SafeRequest}. */
  public Exchange get(String url, String accept, SigningKey key) {
    return send(SafeRequest.get(url).header("Accept", accept), key);
  }

  /** A signed POST with the default limits of {@link SafeRequest}. */
  public Exchange post(String url, String contentType, byte[] body, SigningKey key) {
    return send(SafeRequest.post(url, contentType, body), key);
  }

  /** Any request, signed: for callers with limits of their own. */
  public Exchange send(SafeRequest.Builder request, SigningKey key) {
    Exchange first = knock(request, key, manners::of);
    return first instanceof Answered answer && isRefusal(answer)
        ? again(request, key, answer)
        : first;
  }

  private Exchange again(SafeRequest.Builder request, SigningKey key, Answered refusal) {
    String origin = originOf(refusal.finalUrl());
    Manner failed = usable(manners.of(origin), key);
    Manner other = usable(other(failed, refusal), key);
    if (other.equals(failed) || !manners.mayKnockTwice(origin, clock.instant())) {
      return refusal;
    }
    Exchange second =
        knock(request, key, asked -> asked.equals(origin) ? other : manners.of(asked));
    if (!(second instanceof Answered answer) || isRefusal(answer)) {
      manners.refusedBoth(origin, clock.instant());
      return refusal;
    }
    if (answer.isSuccess() || answer.status() == 404 || answer.status() == 410) {
      manners.accepted(origin, other);
    }
    return second;
  }

  private Exchange knock(
      SafeRequest.Builder request, SigningKey key, Function<String, Manner> byOrigin) {
    return client.send(
        request
            .hopSigner(
                (hop, body) ->
                    signer(usable(byOrigin.apply(originOf(hop)), key)).sign(hop, body, key))
            .build());
  }

  private RequestSigner signer(Manner manner) {
    return switch (manner.format()) {
      case CAVAGE_12 -> RequestSigner.of(SignatureFormat.CAVAGE_12, clock);
      case RFC_9421 -> RequestSigner.of(manner.wish(), clock);
    };
  }

  private static Manner other(Manner failed, Answered refusal) {
    Optional<AcceptSignature> wish =
        AcceptSignature.parse(refusal.headers().getOrDefault("Accept-Signature", List.of()));
    if (wish.isPresent()) {
      return new Manner(SignatureFormat.RFC_9421, wish.get());
    }
    return Manner.of(
        switch (failed.format()) {
          case CAVAGE_12 -> SignatureFormat.RFC_9421;
          case RFC_9421 -> SignatureFormat.CAVAGE_12;
        });
  }

  /** P-256 came with RFC 9421; there is no other way for such a key. */
  private static Manner usable(Manner manner, SigningKey key) {
    return key.algorithm() == KeyAlgorithm.P256 && manner.format() == SignatureFormat.CAVAGE_12
        ? Manner.of(SignatureFormat.RFC_9421)
        : manner;
  }

  private static boolean isRefusal(Answered answer) {
    return answer.status() == 400 || answer.status() == 401;
  }

  private static String originOf(SignableMessage hop) {
    return hop.scheme() + "://" + hop.authority();
  }

  private static String originOf(String url) {
    HttpUrl parsed = HttpUrl.get(url);
    return parsed.scheme() + "://" + SafeUrl.authority(parsed);
  }
}
