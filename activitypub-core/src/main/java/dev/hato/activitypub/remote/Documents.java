package dev.hato.activitypub.remote;

import static dev.hato.activitypub.telemetry.OperationKind.FETCH;

import dev.hato.activitypub.internal.Stopwatch;
import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.remote.FetchResult.Fetched;
import dev.hato.activitypub.remote.FetchResult.Gone;
import dev.hato.activitypub.remote.FetchResult.NotFound;
import dev.hato.activitypub.remote.FetchResult.Refused;
import dev.hato.activitypub.remote.FetchResult.Unreachable;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.httpsig.SigningKey;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SafeRequest;
import dev.hato.httpsig.client.SignedExchange;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Fetches single documents and believes them only from their own origin: the id must be the address
 * that was asked or that gave the document, and of the origin that gave it. Otherwise the document
 * is dropped and fetched once more at its id.
 */
final class Documents {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final SafeHttpClient http;
  private final SignedExchange signed;
  private final Supplier<Optional<SigningKey>> key;
  private final ApReader reader;
  private final Origins origins;
  private final Stopwatch stopwatch;

  Documents(
      SafeHttpClient http,
      SignedExchange signed,
      Supplier<Optional<SigningKey>> key,
      ApReader reader,
      Origins origins,
      Stopwatch stopwatch) {
    this.stopwatch = stopwatch;
    this.http = http;
    this.signed = signed;
    this.key = key;
    this.reader = reader;
    this.origins = origins;
  }

  /** A document, the address that was asked and the one that gave it after redirects. */
  private record Located(ApObject object, Iri asked, Iri given) {
    boolean isAtItsId() {
      return object
          .id()
          .filter(id -> id.sameOrigin(given) && (id.equals(asked) || id.equals(given)))
          .isPresent();
    }
  }

  /** The document of an id, or of another address that serves one. */
  FetchResult<ApObject> fetch(Iri iri, FetchBudget budget) {
    return locate(iri, budget).then(first -> settle(first, budget));
  }

  /**
   * The same for an address that people copied: where it serves a page, the document that the page
   * names by a link. A link proves nothing; the document is judged by its own id.
   */
  FetchResult<ApObject> lookUp(Iri address, FetchBudget budget) {
    return ask(address, MediaTypes.ACCEPT_PAGE, budget)
        .then(
            answered ->
                isDocument(answered)
                    ? read(answered, address.withoutFragment())
                    : AlternateLinks.in(answered)
                        .map(link -> locate(link, budget))
                        .orElseGet(
                            () ->
                                new Refused<>(
                                    address + " is no ActivityPub document and links to none")))
        .then(first -> settle(first, budget));
  }

  private FetchResult<ApObject> settle(Located first, FetchBudget budget) {
    if (first.isAtItsId() || first.object().id().isEmpty()) {
      return trust(first);
    }
    Iri id = first.object().id().get();
    return locate(id, budget).then(Documents::atItsId).then(this::trust);
  }

  private static FetchResult<Located> atItsId(Located located) {
    return located.isAtItsId()
        ? new Fetched<>(located)
        : new Refused<>("the document at " + located.asked() + " has another id");
  }

  private FetchResult<ApObject> trust(Located located) {
    Optional<String> objection = origins.objection(located.object());
    return objection.isPresent() ? new Refused<>(objection.get()) : new Fetched<>(located.object());
  }

  private FetchResult<Located> locate(Iri iri, FetchBudget budget) {
    return ask(iri, MediaTypes.ACCEPT, budget)
        .then(answered -> read(answered, iri.withoutFragment()));
  }

  private FetchResult<Exchange.Answered> ask(Iri iri, String accept, FetchBudget budget) {
    Iri document = iri.withoutFragment();
    if (!document.isHttp()) {
      return new Refused<>("not an address that can be fetched: " + iri);
    }
    if (origins.isOwn(document)) {
      return new Refused<>("an own address is not fetched: " + iri);
    }
    if (!budget.take(1)) {
      return new Refused<>("the budget of this operation is spent");
    }
    long begun = stopwatch.begin();
    Exchange answer = get(document.value(), accept, budget.timeLeft());
    stopwatch.end(FETCH, begun, failure(answer), () -> attributes(document, answer));
    return switch (answer) {
      case Exchange.Answered answered -> {
        budget.received(answered.body().length);
        yield judge(answered, document);
      }
      case Exchange.Failed failed ->
          switch (failed.reason()) {
            case BAD_URL, FORBIDDEN_ADDRESS, TOO_LARGE, TOO_MANY_REDIRECTS, REDIRECT_REFUSED ->
                new Refused<>(failed.detail());
            case DNS, CONNECT, TLS, TIMEOUT, IO -> new Unreachable<>(failed.detail());
          };
    };
  }

  private static Optional<String> failure(Exchange answer) {
    return answer instanceof Exchange.Failed failed
        ? Optional.of(failed.detail())
        : Optional.empty();
  }

  private static Map<String, String> attributes(Iri document, Exchange answer) {
    String status = answer instanceof Exchange.Answered answered ? "" + answered.status() : "none";
    return Map.of(
        "activitypub.remote.host", document.host().orElse(""), "http.response.status_code", status);
  }

  private Exchange get(String url, String accept, Duration timeLeft) {
    SafeRequest.Builder request =
        SafeRequest.get(url)
            .header("Accept", accept)
            .timeout(timeLeft.compareTo(LONGEST) < 0 ? timeLeft : LONGEST);
    Optional<SigningKey> signer = key.get();
    return signer.isPresent() ? signed.send(request, signer.get()) : http.send(request.build());
  }

  private static FetchResult<Exchange.Answered> judge(Exchange.Answered answered, Iri asked) {
    int status = answered.status();
    return switch (status) {
      case 200 -> new Fetched<>(answered);
      case 410 -> new Gone<>();
      case 404 -> new NotFound<>();
      case 408, 429 -> new Unreachable<>(asked + " answered " + status);
      default ->
          status >= 500
              ? new Unreachable<>(asked + " answered " + status)
              : new Refused<>(asked + " answered " + status);
    };
  }

  private static boolean isDocument(Exchange.Answered answered) {
    return MediaTypes.isActivity(answered.header("Content-Type").orElse(""));
  }

  private FetchResult<Located> read(Exchange.Answered answered, Iri asked) {
    if (!isDocument(answered)) {
      return new Refused<>(asked + " is not served as an ActivityPub document");
    }
    return switch (reader.read(answered.body())) {
      case ReadResult.Read read ->
          new Fetched<>(new Located(read.object(), asked, Iri.parse(answered.finalUrl())));
      case ReadResult.Unreadable unreadable ->
          new Refused<>(asked + " cannot be read: " + unreadable.detail());
    };
  }
}
