package dev.hato.activitypub;

import dev.hato.activitypub.collections.CollectionWriter;
import dev.hato.activitypub.collections.ServedCollection;
import dev.hato.activitypub.vocab.ApObject;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.Tombstone;
import dev.hato.httpsig.AcceptSignature;
import dev.hato.httpsig.SignatureVerifier;
import dev.hato.httpsig.Verification;
import java.util.Map;
import java.util.Optional;

/** Answers GET and HEAD for our documents: negotiation, who asks, and what they may see. */
final class Documents {
  private static final String SHARED = "public, max-age=180";
  private static final String PERSONAL = "private, no-store";

  private final String base;
  private final SignatureVerifier verifier;
  private final ReadPolicy policy;

  /** A source, and who may read what it gives beside the policy for all. */
  record Guarded<S>(S source, ReadPolicy policy) {}

  Documents(String base, SignatureVerifier verifier, ReadPolicy policy) {
    this.base = base;
    this.verifier = verifier;
    this.policy = policy;
  }

  ApResponse serve(ApRequest request, Map<String, String> values, Guarded<DocumentSource> guarded) {
    DocumentRequest asked = asked(request, values);
    DocumentSource source = guarded.source();
    return guard(request, asked, guarded.policy())
        .orElseGet(
            () ->
                source
                    .find(asked)
                    .map(document -> found(document, asked))
                    .orElseGet(Documents::missing));
  }

  ApResponse serveCollection(
      ApRequest request, Map<String, String> values, Guarded<CollectionSource> guarded) {
    DocumentRequest asked = asked(request, values);
    CollectionSource source = guarded.source();
    return guard(request, asked, guarded.policy())
        .orElseGet(
            () -> {
              Optional<ServedCollection> collection = source.find(asked);
              return collection.isPresent()
                  ? found(
                      CollectionWriter.write(asked.id(), request.rawQuery(), collection.get()),
                      asked)
                  : missing();
            });
  }

  /** The answer when the source need not be asked. */
  private Optional<ApResponse> guard(ApRequest request, DocumentRequest asked, ReadPolicy own) {
    if (!request.method().equals("GET") && !request.method().equals("HEAD")) {
      return Optional.of(
          ApResponse.error(405, "This address can only be read").with("Allow", "GET, HEAD"));
    }
    if (!Accepting.takesDocument(request.header("Accept"))) {
      return Optional.of(ApResponse.error(406, "Ask for application/activity+json"));
    }
    Optional<ApResponse> refused = refusal(policy.decide(asked));
    return refused.isPresent() ? refused : refusal(own.decide(asked));
  }

  private static Optional<ApResponse> refusal(ReadPolicy.Decision decision) {
    return switch (decision) {
      case ALLOW -> Optional.empty();
      case NEEDS_SIGNATURE ->
          Optional.of(
              ApResponse.error(401, "A signed request is needed")
                  .with("Accept-Signature", AcceptSignature.USUAL_READ.header()));
      case HIDE -> Optional.of(missing());
    };
  }

  private DocumentRequest asked(ApRequest request, Map<String, String> values) {
    return new DocumentRequest(Iri.parse(base + request.path()), values, () -> signer(request));
  }

  private Optional<Iri> signer(ApRequest request) {
    return verifier.verify(request.message(), request.body())
            instanceof Verification.Verified verified
        ? Optional.of(Iri.parse(verified.key().controller()))
        : Optional.empty();
  }

  private static ApResponse found(ApObject document, DocumentRequest asked) {
    int status = document instanceof Tombstone ? 410 : 200;
    return ApResponse.document(status, document, asked.isPersonal() ? PERSONAL : SHARED);
  }

  private static ApResponse missing() {
    return ApResponse.error(404, "There is nothing at this address");
  }
}
