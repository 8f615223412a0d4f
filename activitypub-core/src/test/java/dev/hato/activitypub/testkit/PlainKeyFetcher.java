package dev.hato.activitypub.testkit;

import dev.hato.activitypub.json.ApReader;
import dev.hato.activitypub.json.ReadResult;
import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.KeyLookup;
import dev.hato.httpsig.KeyResolver;
import dev.hato.httpsig.client.Exchange;
import dev.hato.httpsig.client.SafeHttpClient;
import dev.hato.httpsig.client.SafeRequest;
import java.util.Optional;

/**
 * Fetches the key of an actor each time, as simple as can be: peers of tests trust their sender.
 */
final class PlainKeyFetcher implements KeyResolver {
  private final SafeHttpClient http;

  PlainKeyFetcher(SafeHttpClient http) {
    this.http = http;
  }

  @Override
  public KeyLookup resolve(String keyId, boolean refresh) {
    int hash = keyId.indexOf('#');
    String document = hash < 0 ? keyId : keyId.substring(0, hash);
    Exchange exchange =
        http.send(SafeRequest.get(document).header("Accept", "application/activity+json").build());
    if (exchange instanceof Exchange.Answered answered
        && ApReader.standard().read(answered.body()) instanceof ReadResult.Read read
        && read.object() instanceof Actor actor) {
      Optional<String> pem =
          actor.publicKeys().stream()
              .filter(key -> key.id().filter(id -> id.value().equals(keyId)).isPresent())
              .findFirst()
              .flatMap(PublicKey::publicKeyPem);
      if (pem.isPresent()) {
        return KeyLookup.fromPem(keyId, actor.id().orElseThrow().value(), pem.get());
      }
    }
    return new KeyLookup.Unreachable("no key at " + document + ": " + exchange);
  }
}
