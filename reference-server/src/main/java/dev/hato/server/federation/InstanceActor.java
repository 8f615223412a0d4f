package dev.hato.server.federation;

import dev.hato.activitypub.vocab.Actor;
import dev.hato.activitypub.vocab.Iri;
import dev.hato.activitypub.vocab.PublicKey;
import dev.hato.httpsig.Keys;
import dev.hato.httpsig.SigningKey;
import dev.hato.storage.Transactions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;

/**
 * The actor of the server itself, which signs what nobody in particular asks for. Its key is made
 * by the first start and kept in the settings.
 *
 * @param document what other servers read, also those that themselves want signatures
 * @param key what it signs with
 */
record InstanceActor(Actor document, SigningKey key) {
  private static final String SETTING = "federation.instance-actor-key";

  /** The actor with the key that is stored, or that is made and stored now. */
  static InstanceActor load(Transactions transactions, SiteUrls urls, SecureRandom random) {
    String pem =
        transactions
            .read(tx -> tx.settings().find(SETTING))
            .orElseGet(
                () -> {
                  String made = Keys.toPem(Keys.generateRsa(random).getPrivate());
                  return transactions.write(tx -> tx.settings().putIfAbsent(SETTING, made));
                });
    Iri id = Iri.parse(urls.instanceActor());
    SigningKey key = SigningKey.fromPem(id + "#main-key", pem);
    String publicPem = publicPem(key.privateKey());
    Actor document =
        Actor.newBuilder("Application")
            .id(id)
            .preferredUsername(SiteUrls.INSTANCE_ACTOR)
            .name(urls.domain())
            .url(Iri.parse(urls.base() + "/"))
            .inbox(Iri.parse(id + "/inbox"))
            .outbox(Iri.parse(id + "/outbox"))
            .sharedInbox(Iri.parse(urls.sharedInbox()))
            .webfinger(SiteUrls.INSTANCE_ACTOR + "@" + urls.domain())
            .manuallyApprovesFollowers(true)
            .publicKey(PublicKey.of(Iri.parse(key.keyId()), id, publicPem))
            .build();
    return new InstanceActor(document, key);
  }

  Iri id() {
    return document.id().orElseThrow();
  }

  private static String publicPem(PrivateKey key) {
    if (!(key instanceof RSAPrivateCrtKey rsa)) {
      throw new IllegalStateException(
          "The setting " + SETTING + " holds no RSA key: remove it, and a new one is made");
    }
    try {
      var publicHalf = new RSAPublicKeySpec(rsa.getModulus(), rsa.getPublicExponent());
      return Keys.toPem(KeyFactory.getInstance("RSA").generatePublic(publicHalf));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The setting " + SETTING + " holds a broken key", e);
    }
  }
}
